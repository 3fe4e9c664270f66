namespace LiveIp.Host.Events;

/// <summary>Whether the writer can write, for those who wait for it.</summary>
internal sealed class WriterHealth
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<string> _failure = Fresh();

    /// <summary>What is wrong now; null when nothing is.</summary>
    public string? Failure
    {
        get
        {
            var task = FailureAsync();
            return task.IsCompletedSuccessfully ? task.Result : null;
        }
    }

    /// <summary>Completes when the writer fails, with what is wrong.</summary>
    public Task<string> FailureAsync()
    {
        lock (_lock)
        {
            return _failure.Task;
        }
    }

    /// <summary>True when it was well before.</summary>
    public bool Fail(string message)
    {
        lock (_lock)
        {
            return _failure.TrySetResult(message);
        }
    }

    /// <summary>True when it was not well before.</summary>
    public bool Recover()
    {
        lock (_lock)
        {
            if (!_failure.Task.IsCompleted)
            {
                return false;
            }

            _failure = Fresh();
            return true;
        }
    }

    private static TaskCompletionSource<string> Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

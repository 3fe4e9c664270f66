namespace LiveIp.Host.Events;

/// <summary>The newest durable sequence, and a way to wait for the next.</summary>
internal sealed class CommitSignal(long last)
{
    private long _last = last;
    private volatile TaskCompletionSource _next = Fresh();

    public long Last => Volatile.Read(ref _last);

    /// <summary>Wakes all who wait. Their code runs elsewhere, never on the writer's thread.</summary>
    public void Publish(long sequence)
    {
        Volatile.Write(ref _last, sequence);
        Interlocked.Exchange(ref _next, Fresh()).SetResult();
    }

    public async Task WaitForMoreAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the look, so that a commit between the two is not missed.
            var next = _next.Task;
            if (Last > after)
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

namespace LiveIp.Host.Import;

/// <summary>The imports that run now: a few at a time, and none twice.</summary>
internal sealed class RunningImports
{
    /// <summary>More would only wait for the same writer.</summary>
    private const int Most = 4;

    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];

    public enum Entry
    {
        Admitted,
        Full,
        Running,
    }

    /// <param name="requestId">Empty for a call that may run beside its like.</param>
    public Entry Enter(string requestId)
    {
        lock (_lock)
        {
            if (requestId.Length > 0 && _requests.Contains(requestId))
            {
                return Entry.Running;
            }

            if (_requests.Count == Most)
            {
                return Entry.Full;
            }

            _requests.Add(requestId);
            return Entry.Admitted;
        }
    }

    public void Leave(string requestId)
    {
        lock (_lock)
        {
            _requests.Remove(requestId);
        }
    }
}

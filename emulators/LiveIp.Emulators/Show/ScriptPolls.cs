namespace LiveIp.Emulators.Show;

/// <summary>Which polls of the script take place: platforms have one at a time, and one that was started over the API is in its way.</summary>
internal sealed class ScriptPolls
{
    private readonly HashSet<int> _refused = [];
    private readonly HashSet<int> _running = [];

    /// <summary>A poll of the script is open.</summary>
    public bool IsRunning => _running.Count > 0;

    /// <param name="e">The next state of a poll.</param>
    /// <param name="isBusy">A poll of the API is open.</param>
    public bool Takes(PollEvent e, bool isBusy)
    {
        if (isBusy && !_running.Contains(e.Poll))
        {
            _refused.Add(e.Poll);
        }

        if (_refused.Contains(e.Poll))
        {
            return false;
        }

        _ = e.Last ? _running.Remove(e.Poll) : _running.Add(e.Poll);
        return true;
    }
}

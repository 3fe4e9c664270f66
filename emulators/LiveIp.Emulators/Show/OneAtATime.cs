namespace LiveIp.Emulators.Show;

/// <summary>
/// Which polls, or predictions, of the script take place: platforms have one at a time, and one that was started over the API is in its way.
/// </summary>
internal sealed class OneAtATime
{
    private readonly HashSet<int> _refused = [];
    private readonly HashSet<int> _running = [];

    /// <summary>One of the script is open.</summary>
    public bool IsRunning => _running.Count > 0;

    /// <summary>Whether its next state happens.</summary>
    /// <param name="which">By its number in the script.</param>
    /// <param name="isLast">It is over with this state.</param>
    /// <param name="isBusy">One of the API is open.</param>
    public bool Takes(int which, bool isLast, bool isBusy)
    {
        if (isBusy && !_running.Contains(which))
        {
            _refused.Add(which);
        }

        if (_refused.Contains(which))
        {
            return false;
        }

        _ = isLast ? _running.Remove(which) : _running.Add(which);
        return true;
    }
}

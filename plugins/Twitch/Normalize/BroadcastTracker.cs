namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>
/// Which stream is running. EventSub says so at once and GET /streams up to minutes late, so a list that still shows the
/// ended stream, or does not yet show the new one, is not believed. Safe for several threads.
/// </summary>
internal sealed class BroadcastTracker
{
    private readonly Lock _lock = new();
    private string _current = "";
    private string _ended = "";
    private bool _listed;

    /// <summary>Id of the running stream; "" when there is none or it is not known.</summary>
    public string Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>stream.online.</summary>
    public void Started(string id)
    {
        lock (_lock)
        {
            _current = id;
            _listed = false;
        }
    }

    /// <summary>stream.offline; returns which stream it was, "" when not known.</summary>
    public string Ended()
    {
        lock (_lock)
        {
            var ended = _current;
            _ended = ended;
            _current = "";
            return ended;
        }
    }

    /// <summary>GET /streams listed this stream, or none. False when the list is behind and its numbers are void.</summary>
    public bool Listed(string? id)
    {
        lock (_lock)
        {
            if (id is null)
            {
                if (_listed)
                {
                    _current = "";
                    _listed = false;
                }

                return true;
            }

            if (id == _ended)
            {
                return false;
            }

            _current = id;
            _listed = true;
            return true;
        }
    }
}

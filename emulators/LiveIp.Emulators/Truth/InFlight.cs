namespace LiveIp.Emulators.Truth;

/// <summary>
/// What was written to one session lately. When the session breaks, nobody can say whether the last of it was read, so it
/// counts as lost; a platform without history cannot send it again.
/// </summary>
internal sealed class InFlight(TimeProvider clock)
{
    /// <summary>Longer than any healthy reader leaves a frame unread.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private bool _broken;
    private readonly Queue<(TruthRow Row, DateTimeOffset At)> _recent = new();

    /// <summary>The row was written to the session's socket.</summary>
    public void Written(TruthRow row)
    {
        lock (_gate)
        {
            if (_broken)
            {
                TruthLedger.MarkUnrecoverable(row, "in flight at a drop");
                return;
            }

            TruthLedger.MarkDelivered(row);
            var now = clock.GetUtcNow();
            _recent.Enqueue((row, now));
            while (_recent.TryPeek(out var oldest) && now - oldest.At > Window)
            {
                _recent.Dequeue();
            }
        }
    }

    /// <summary>The session broke: no close handshake came.</summary>
    public void Broken()
    {
        lock (_gate)
        {
            _broken = true;
            var now = clock.GetUtcNow();
            foreach (var (row, at) in _recent)
            {
                if (now - at <= Window)
                {
                    TruthLedger.MarkUnrecoverable(row, "in flight at a drop");
                }
            }

            _recent.Clear();
        }
    }
}

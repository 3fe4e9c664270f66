namespace LiveIp.Emulators.YouTube.Access;

/// <summary>
/// The project's units of the day. Costs by the platform's table: reading a list 1, reading the chat 5, opening the streamed chat 5,
/// inserting, updating, binding, transitions and deleting 50; a call that is refused for its parameters costs 1. The day begins at midnight in Los Angeles.
/// </summary>
internal sealed class Quota(long unitsPerDay, TimeProvider clock)
{
    public const int ListUnits = 1;
    public const int ChatUnits = 5;
    public const int WriteUnits = 50;
    public const int InvalidUnits = 1;

    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    private readonly Lock _gate = new();
    private DateOnly _day;
    private long _used;
    private DateTimeOffset _exhaustedUntil;

    /// <summary>Units used since the last midnight in Los Angeles.</summary>
    public long Used
    {
        get
        {
            lock (_gate)
            {
                Turn();
                return _used;
            }
        }
    }

    /// <summary>Throws quotaExceeded when nothing is left.</summary>
    public void Ensure()
    {
        lock (_gate)
        {
            Turn();
            if (_used >= unitsPerDay || clock.GetUtcNow() < _exhaustedUntil)
            {
                throw ApiErrors.QuotaExceeded();
            }
        }
    }

    public void Charge(int units)
    {
        lock (_gate)
        {
            Turn();
            _used += units;
        }
    }

    /// <summary>From now on nothing is left: for so long, or until the day ends.</summary>
    public void Exhaust(TimeSpan? duration)
    {
        lock (_gate)
        {
            Turn();
            if (duration is { } d)
            {
                _exhaustedUntil = clock.GetUtcNow() + d;
            }
            else
            {
                _used = Math.Max(_used, unitsPerDay);
            }
        }
    }

    private void Turn()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Pacific).DateTime);
        if (today != _day)
        {
            _day = today;
            _used = 0;
        }
    }
}

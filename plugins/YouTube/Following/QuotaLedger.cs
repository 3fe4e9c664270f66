using LiveIp.Plugins.YouTube.Api;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>
/// Units of quota used today, counted by ourselves: YouTube does not tell. Shared by all channels, since the quota belongs to the
/// Google Cloud project. Begins at zero when the plugin is loaded.
/// </summary>
internal sealed class QuotaLedger
{
    /// <summary>Below this share of the day's units nothing is slowed down, whatever the hour.</summary>
    private const double FreeShare = 0.1;

    /// <summary>Of what is left of the day's units, statistics take this much; the rest is for chat and for looking around.</summary>
    private const double StatisticsShare = 0.5;

    /// <summary>One round of statistics: videos.list and channels.list.</summary>
    private const int UnitsPerRound = 2;

    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private DateOnly _day;
    private long _used;

    /// <summary>Counts one call.</summary>
    public void Spend(string call, DateTimeOffset now)
    {
        lock (_gate)
        {
            Turn(now);
            _used += QuotaCosts.Of(call);
        }
    }

    /// <summary>Units used since midnight in Los Angeles.</summary>
    public long Used(DateTimeOffset now)
    {
        lock (_gate)
        {
            Turn(now);
            return _used;
        }
    }

    /// <summary>
    /// How long to wait until the next statistics: <paramref name="wanted"/>, or longer when the units run out faster than the day.
    /// </summary>
    public TimeSpan Pace(TimeSpan wanted, int unitsPerDay, DateTimeOffset now)
    {
        var used = Used(now);
        if (used <= unitsPerDay * Math.Max(FreeShare, PacificDay.ElapsedShare(now)))
        {
            return wanted;
        }

        var left = (unitsPerDay - used) * StatisticsShare;
        var rounds = Math.Max(1, left / UnitsPerRound);
        var pace = PacificDay.UntilMidnight(now) / rounds;
        return pace < wanted ? wanted
            : pace > Slowest ? Max(Slowest, wanted)
            : pace;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private void Turn(DateTimeOffset now)
    {
        var day = PacificDay.DateOf(now);
        if (day != _day)
        {
            (_day, _used) = (day, 0);
        }
    }
}

namespace LiveIp.Host.Events.Seen;

/// <summary>Which ids belong together: those of a channel and a second of the platform's clock.</summary>
internal readonly record struct SeenSecond(long Channel, long Second)
{
    private const int Block = 1024;

    /// <summary>The second of a moment.</summary>
    public static long Of(long moment) => moment / 1000;

    /// <summary>Where a moment is kept; what has none is gathered by its place in the log, below zero, where no time lies.</summary>
    public static SeenSecond For(long channel, long moment, long sequence) =>
        new(channel, moment == EventMoment.None ? -1 - (sequence / Block) : Of(moment));
}

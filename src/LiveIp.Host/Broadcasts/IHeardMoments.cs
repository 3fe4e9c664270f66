namespace LiveIp.Host.Broadcasts;

/// <summary>When a channel gave a sign of life, for broadcasts of which the platform did not tell the beginning or the end.</summary>
internal interface IHeardMoments
{
    /// <summary>When the channel was last heard at all, in Unix milliseconds; <see cref="long.MinValue"/> when it never was.</summary>
    long HeardAt { get; }

    /// <summary>
    /// In order, from and with <paramref name="from"/> to and with <paramref name="until"/>: when the platform told a number of viewers,
    /// which it does only while the broadcast runs; where it told none, when anything was counted.
    /// </summary>
    /// <returns>The moments, and whether they are of viewers.</returns>
    (IReadOnlyList<long> Moments, bool OfViewers) Between(long from, long until);
}

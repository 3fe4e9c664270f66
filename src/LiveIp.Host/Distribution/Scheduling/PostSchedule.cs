namespace LiveIp.Host.Distribution.Scheduling;

/// <summary>A post that was scheduled by a wall clock and waits.</summary>
/// <param name="Instant">What <paramref name="At"/> meant when it was computed last.</param>
/// <param name="Lasts">How long after it the post expires; null where that was said as an instant of its own.</param>
internal sealed record PostSchedule(string PostId, WallTime At, DateTimeOffset Instant, TimeSpan? Lasts);

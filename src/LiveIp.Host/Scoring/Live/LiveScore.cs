using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Scoring.Live;

/// <summary>The score of a running broadcast at a moment.</summary>
internal sealed record LiveScore
{
    public required DateTimeOffset At { get; init; }

    public required KnownBroadcast Broadcast { get; init; }

    public required BroadcastScore Score { get; init; }

    public required long AsOfSequence { get; init; }

    /// <summary>It has ended; nothing follows.</summary>
    public bool Ended => !Broadcast.IsLive;
}

using LiveIp.Host.Currencies;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Scoring;

/// <summary>The creator's broadcasts as the scoring sees them: the one place where policies are asked before numbers are weighed.</summary>
internal interface IScoreBook
{
    /// <summary>Everything that is durable in the log now, under one profile.</summary>
    /// <param name="profile">"profiles/{id}" or "profiles/{id}@{version}"; empty: the default.</param>
    /// <exception cref="ProfileNotFoundException">There is no such profile or version.</exception>
    Task<ScoreSheet> ReadAsync(string profile, CancellationToken cancellationToken);
}

/// <summary>A broadcast with what is known of it. Facts hold only what policies admit, and say what was left out.</summary>
internal sealed record KnownBroadcast
{
    /// <summary>"broadcasts/{id}"</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Factor to value; the creator's.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required bool IsLive { get; init; }

    /// <summary>At least one of its platforms was an emulator.</summary>
    public required bool IsEmulated { get; init; }

    public required BroadcastFacts Facts { get; init; }

    /// <summary>All parts as measured, also of platforms that stay out of scores: for reports, which show raw numbers side by side.</summary>
    public required BroadcastFacts Raw { get; init; }

    /// <summary>By channel: the currency of its money, where there was money in one currency alone.</summary>
    public IReadOnlyDictionary<string, string> Currencies { get; init; } = new Dictionary<string, string>();

    /// <summary>At which rates its money was brought to the reporting currency.</summary>
    public IReadOnlyList<Conversion> Exchanged { get; init; } = [];
}

/// <summary>A broadcast's worth against the baseline that all broadcasts of one answer share.</summary>
internal sealed record CommonReward
{
    public required KnownBroadcast Broadcast { get; init; }

    /// <summary>(score - 50) / 10; null when it has no value.</summary>
    public required double? Reward { get; init; }
}

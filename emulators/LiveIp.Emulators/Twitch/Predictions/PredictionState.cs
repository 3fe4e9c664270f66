namespace LiveIp.Emulators.Twitch.Predictions;

/// <summary>A prediction that the broadcaster made over the API.</summary>
internal sealed record PredictionState
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<(string Id, string Title)> Outcomes { get; init; }

    public required int WindowSeconds { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>ACTIVE, LOCKED, RESOLVED or CANCELED</summary>
    public string Status { get; init; } = "ACTIVE";

    public string? WinningOutcome { get; init; }

    public DateTimeOffset? LockedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset LocksAt => CreatedAt.AddSeconds(WindowSeconds);

    public bool IsOver => Status is "RESOLVED" or "CANCELED";
}

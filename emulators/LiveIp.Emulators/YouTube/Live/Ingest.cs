namespace LiveIp.Emulators.YouTube.Live;

/// <summary>A liveStream of the API: where an encoder sends to. Replaced as a whole.</summary>
internal sealed record Ingest
{
    public required string Id { get; init; }

    /// <summary>The secret key.</summary>
    public required string StreamName { get; init; }

    public required string Title { get; init; }

    public string Description { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public string Resolution { get; init; } = "variable";

    public string FrameRate { get; init; } = "variable";

    public string IngestionType { get; init; } = "rtmp";

    public bool IsReusable { get; init; } = true;

    /// <summary>"ready", "active" or "inactive"</summary>
    public string Status { get; init; } = "ready";

    public bool IsActive => Status == "active";
}

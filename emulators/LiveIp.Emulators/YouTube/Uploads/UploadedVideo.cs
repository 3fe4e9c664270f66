namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>A video that was uploaded, as far as the API tells of it.</summary>
internal sealed record UploadedVideo(string Id, DateTimeOffset PublishedAt, VideoMetadata Metadata)
{
    public required long SizeBytes { get; init; }

    /// <summary>Of the bytes that came, as hexadecimal digits: the emulator keeps none of them.</summary>
    public required string Sha256 { get; init; }

    public long Views { get; init; }

    public long Likes { get; init; }

    public long Comments { get; init; }
}

/// <summary>What the uploader says of a video.</summary>
internal sealed record VideoMetadata
{
    public required string Title { get; init; }

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required string CategoryId { get; init; }

    public string? DefaultLanguage { get; init; }

    public string? DefaultAudioLanguage { get; init; }

    public required string Privacy { get; init; }

    public bool MadeForKids { get; init; }

    public bool ContainsSyntheticMedia { get; init; }
}

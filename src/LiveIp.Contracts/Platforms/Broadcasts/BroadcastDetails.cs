namespace LiveIp.Contracts;

/// <summary>
/// What a broadcast is about, in one platform's terms. Null leaves a field as it is; an empty string or list empties it where the
/// platform permits that.
/// </summary>
public sealed record BroadcastDetails
{
    /// <summary>As viewers read it.</summary>
    public string? Title { get; init; }

    /// <summary>The longer text beside it.</summary>
    public string? Description { get; init; }

    /// <summary>The platform's own id of a category: a YouTube category id, a Twitch game id.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Spoken in it: a BCP 47 tag, such as "en" or "zh-Hans".</summary>
    public string? Language { get; init; }

    /// <summary>Who may see it.</summary>
    public BroadcastPrivacy? Privacy { get; init; }

    /// <summary>The fields that are not null.</summary>
    public BroadcastFields Given =>
        (Title is null ? 0 : BroadcastFields.Title)
        | (Description is null ? 0 : BroadcastFields.Description)
        | (CategoryId is null ? 0 : BroadcastFields.Category)
        | (Tags is null ? 0 : BroadcastFields.Tags)
        | (Language is null ? 0 : BroadcastFields.Language)
        | (Privacy is null ? 0 : BroadcastFields.Privacy);

    /// <summary>The same with only these fields.</summary>
    public BroadcastDetails Only(BroadcastFields fields) =>
        new()
        {
            Title = fields.HasFlag(BroadcastFields.Title) ? Title : null,
            Description = fields.HasFlag(BroadcastFields.Description) ? Description : null,
            CategoryId = fields.HasFlag(BroadcastFields.Category) ? CategoryId : null,
            Tags = fields.HasFlag(BroadcastFields.Tags) ? Tags : null,
            Language = fields.HasFlag(BroadcastFields.Language) ? Language : null,
            Privacy = fields.HasFlag(BroadcastFields.Privacy) ? Privacy : null,
        };
}

/// <summary>Fields of <see cref="BroadcastDetails"/>.</summary>
[Flags]
public enum BroadcastFields
{
    /// <summary>No field.</summary>
    None = 0,

    /// <summary><see cref="BroadcastDetails.Title"/></summary>
    Title = 1,

    /// <summary><see cref="BroadcastDetails.Description"/></summary>
    Description = 2,

    /// <summary><see cref="BroadcastDetails.CategoryId"/></summary>
    Category = 4,

    /// <summary><see cref="BroadcastDetails.Tags"/></summary>
    Tags = 8,

    /// <summary><see cref="BroadcastDetails.Language"/></summary>
    Language = 16,

    /// <summary><see cref="BroadcastDetails.Privacy"/></summary>
    Privacy = 32,

    /// <summary>The image, which is set by <see cref="IBroadcastThumbnail"/> and not with the details.</summary>
    Thumbnail = 64,
}

/// <summary>Who may see a broadcast.</summary>
public enum BroadcastPrivacy
{
    /// <summary>Everybody, and it is listed.</summary>
    Public,

    /// <summary>Who knows the address.</summary>
    Unlisted,

    /// <summary>The creator, and whom the creator names.</summary>
    Private,
}

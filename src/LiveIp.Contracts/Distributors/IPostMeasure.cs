namespace LiveIp.Contracts;

/// <summary>A network's measure of text. The host renders posts to it, in the network's own counting.</summary>
public interface IPostMeasure
{
    /// <summary>How much fits. Asked before a post is accepted; may ask the network where its servers differ.</summary>
    /// <exception cref="AdapterException">It could not be found out.</exception>
    Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken);
}

/// <summary>How much text fits into a post.</summary>
public sealed record PostLimits
{
    /// <summary>What the network counts.</summary>
    public required TextUnit Unit { get; init; }

    /// <summary>The most of them.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The most bytes of UTF-8, where that is limited besides.</summary>
    public int? MaxBytes { get; init; }

    /// <summary>Every link that begins with http:// or https:// counts as this many, however long it is. Null: as any other text.</summary>
    public int? LinkLength { get; init; }

    /// <summary>How a tag is written there.</summary>
    public TagStyle Tags { get; init; }
}

/// <summary>How a network writes tags.</summary>
public enum TagStyle
{
    /// <summary>"#tag"</summary>
    Hash,

    /// <summary>"#tag#", as on Weibo.</summary>
    HashBoth,

    /// <summary>Left out: the network refuses posts with tags.</summary>
    None,
}

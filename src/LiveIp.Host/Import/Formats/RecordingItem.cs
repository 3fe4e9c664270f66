using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>One thing that a recording tells, in the order of the file.</summary>
internal abstract record RecordingItem
{
    private RecordingItem() { }

    /// <summary>Whose chat it is; may come more than once, each time with what is known by then.</summary>
    public sealed record About(RecordedSource Source) : RecordingItem;

    /// <param name="Event">Of a person of whom only the name is recorded, the id is as <see cref="RecordedPeople"/> says.</param>
    /// <param name="UnlessHeard">
    /// Id of a message with which it came. If this host heard that live, it has heard this too, under another id.
    /// </param>
    public sealed record Happened(LiveEvent Event, string? UnlessHeard = null) : RecordingItem;

    /// <summary>A record that cannot be read and is left out.</summary>
    public sealed record Bad(RecordingPosition At, string Reason) : RecordingItem;

    /// <summary>Something that is left out by intention, by its name.</summary>
    public sealed record LeftOut(string Name) : RecordingItem;

    /// <summary>The file ends before its end; the last item.</summary>
    public sealed record Truncated(string How) : RecordingItem;
}

/// <summary>Line counted from 1, and bytes before the record.</summary>
internal readonly record struct RecordingPosition(long Line, long Offset);

/// <summary>Whose chat a file holds; empty where it does not say.</summary>
internal sealed record RecordedSource
{
    public string Platform { get; init; } = "";

    /// <summary>The platform's own id of the channel.</summary>
    public string ChannelId { get; init; } = "";

    /// <summary>Another id under which the platform knows the same channel (Bilibili's short room number).</summary>
    public string OtherChannelId { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Of the broadcast.</summary>
    public string Title { get; init; } = "";

    public string Category { get; init; } = "";

    /// <summary>A piece cut out, which begins and ends where no broadcast did.</summary>
    public bool IsClip { get; init; }

    /// <summary>Whether a platform could have this id; empty is unknown.</summary>
    public static bool IsPlatform(string id) =>
        id.Length <= 64 && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

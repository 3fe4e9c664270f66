using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>One thing that a recording tells, in the order of the file.</summary>
internal abstract record RecordingItem
{
    private RecordingItem() { }

    /// <summary>Whose chat it is; may come more than once, each time with what is known by then.</summary>
    public sealed record About(RecordedSource Source) : RecordingItem;

    /// <summary>An event; without an actor's id scheme where only names are recorded, see <see cref="RecordedPeople"/>.</summary>
    public sealed record Happened(LiveEvent Event) : RecordingItem;

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
}

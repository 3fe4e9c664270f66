using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>Lines of <c>unix_time TAB user TAB message</c>, the first of which may be a heading.</summary>
internal sealed class TsvFormat : IRecordingFormat
{
    public RecordingFormat Id => RecordingFormat.Tsv;

    public string Name => "tsv";

    public bool Recognises(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("unix_time\t"u8))
        {
            return true;
        }

        var end = head.IndexOf((byte)'\n');
        var line = end < 0 ? head : head[..end];
        var first = line.IndexOf((byte)'\t');
        return first > 0 && line[(first + 1)..].Contains((byte)'\t') && !line[..first].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    public IEnumerable<RecordingItem> Read(Stream stream)
    {
        var bytes = new RecordBytes(stream);
        bytes.SkipMark();
        var record = new RecordBuffer();
        var ids = new ContentIds("tsv:");
        var broadcast = "";
        for (var at = bytes.Position; bytes.ReadLine(record, out var complete); at = bytes.Position)
        {
            if (!complete)
            {
                // Half of a message would be another message than the whole one, and stay beside it when the whole file is imported.
                const string cut = "the last line has no line end and may be cut off";
                yield return new RecordingItem.Bad(at, cut);
                yield return new RecordingItem.Truncated(bytes.Damage ?? cut);
                yield break;
            }

            if (Heads(at, record))
            {
                continue;
            }

            yield return Read(record, at, ids, ref broadcast);
        }

        if (bytes.Damage is { } damage)
        {
            yield return new RecordingItem.Truncated(damage);
        }
    }

    private static bool Heads(RecordingPosition at, RecordBuffer record) => at.Line == 1 && record.Span.StartsWith("unix_time\t"u8);

    private static RecordingItem Read(RecordBuffer record, RecordingPosition at, ContentIds ids, ref string broadcast)
    {
        if (record.TooLong)
        {
            return new RecordingItem.Bad(at, $"longer than {RecordBytes.MaxRecord / 1024} KiB");
        }

        if (RecordedText.Decode(record.Span) is not { } line)
        {
            return new RecordingItem.Bad(at, "not valid UTF-8");
        }

        var parts = line.TrimEnd('\r').Split('\t', 3);
        if (parts.Length < 3)
        {
            return new RecordingItem.Bad(at, "not unix_time<TAB>user<TAB>message");
        }

        if (RecordedText.Number(parts[0]) is not { } seconds || RecordedText.Seconds(seconds) is not { } time)
        {
            return new RecordingItem.Bad(at, "the time is not in seconds since 1970");
        }

        var text = parts[2].Trim();
        if (parts[1].Length == 0 || text.Length == 0)
        {
            return new RecordingItem.Bad(at, parts[1].Length == 0 ? "no user" : "no message");
        }

        if (RecordedPeople.ByName(parts[1]) is not { } actor)
        {
            return new RecordingItem.Bad(at, $"the user's name is longer than {RecordedText.MaxName} characters");
        }

        broadcast = broadcast.Length > 0 ? broadcast : $"recording:{time.Seconds}";
        return new RecordingItem.Happened(
            new LiveEvent
            {
                Id = ids.Next(parts[0], parts[1], text),
                Broadcast = broadcast,
                OccurredAt = time,
                Actor = actor,
                ChatMessage = new ChatMessage { Kind = ChatMessage.Types.Kind.Text, Text = text },
            }
        );
    }
}

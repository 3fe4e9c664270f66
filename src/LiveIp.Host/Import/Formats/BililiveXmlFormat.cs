using System.Xml;
using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// The danmaku XML of BililiveRecorder, and of programs that write alike (biliLive-tools): below <c>i</c> a record for the recording
/// and one each for <c>d</c> (chat), <c>sc</c> (paid message), <c>gift</c> and <c>guard</c> (membership).
/// </summary>
internal sealed class BililiveXmlFormat : IRecordingFormat
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        MaxCharactersInDocument = RecordBytes.MaxRecord,
    };

    // What comes with every file and tells nothing of the chat.
    private static readonly HashSet<string> Furniture =
    [
        "chatserver",
        "chatid",
        "mission",
        "maxlimit",
        "state",
        "real_name",
        "source",
        "BililiveRecorder",
        "BililiveRecorderXmlStyle",
        "RecorderXmlStyle",
    ];

    public RecordingFormat Id => RecordingFormat.BililiveXml;

    public string Name => "bililive-xml";

    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8).StartsWith("<"u8)
        && (head.IndexOf("<i>"u8) >= 0 || head.IndexOf("<i "u8) >= 0 || head.IndexOf("<BililiveRecorder"u8) >= 0);

    public IEnumerable<RecordingItem> Read(Stream stream)
    {
        var bytes = new RecordBytes(stream);
        bytes.SkipMark();
        var records = new XmlRecords(bytes, static name => name is "d" or "sc" or "gift" or "guard");
        var danmaku = new BililiveRecords();
        while (records.Next() is { } cut)
        {
            if (cut.Ends)
            {
                break;
            }

            if (Furniture.Contains(cut.Name))
            {
                continue;
            }

            foreach (var item in Read(cut, records.Record, danmaku))
            {
                yield return item;
            }
        }

        if (!records.RootClosed || bytes.Damage is not null)
        {
            yield return new RecordingItem.Truncated(bytes.Damage ?? $"the XML breaks off at line {bytes.Line}, byte {bytes.Offset}");
        }
    }

    private static IReadOnlyList<RecordingItem> Read(XmlRecords.Cut cut, RecordBuffer record, BililiveRecords danmaku)
    {
        if (record.TooLong)
        {
            return [new RecordingItem.Bad(cut.At, $"longer than {RecordBytes.MaxRecord / 1024} KiB, or without an end")];
        }

        if (!cut.Whole)
        {
            return [new RecordingItem.Bad(cut.At, "the element has no end")];
        }

        if (RecordedText.Decode(record.Span) is not { } text)
        {
            return [new RecordingItem.Bad(cut.At, "not valid UTF-8")];
        }

        try
        {
            return danmaku.Read(Element(text), cut.At);
        }
        catch (XmlException e)
        {
            // The message cites what stands there; its place within the record is what helps.
            return [new RecordingItem.Bad(cut.At, $"not XML that can be read (character {e.LinePosition} of the element)")];
        }
        catch (InvalidOperationException)
        {
            return [new RecordingItem.Bad(cut.At, "raw holds text that is not valid Unicode")];
        }
    }

    private static XmlElementFields Element(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        reader.MoveToContent();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = reader.Name;
        while (reader.MoveToNextAttribute())
        {
            fields[reader.Name] = reader.Value;
        }

        reader.MoveToElement();
        if (name == "metadata")
        {
            Children(reader, fields);
            return new(name, fields, "");
        }

        return new(name, fields, XmlElementFields.Known(name) && !reader.IsEmptyElement ? reader.ReadElementContentAsString() : "");
    }

    // biliLive-tools tells of the recording in elements, BililiveRecorder in attributes.
    private static void Children(XmlReader reader, Dictionary<string, string> fields)
    {
        for (var more = reader.Read(); more; )
        {
            if (reader is { NodeType: XmlNodeType.Element, Depth: 1 })
            {
                var name = reader.Name;
                fields[name] = reader.ReadElementContentAsString();
            }
            else
            {
                more = reader.Read();
            }
        }
    }
}

/// <summary>One record, taken apart.</summary>
internal sealed record XmlElementFields(string Name, IReadOnlyDictionary<string, string> Fields, string Content)
{
    /// <summary>Records of which the content is text.</summary>
    public static bool Known(string name) => name is "d" or "sc" or "gift" or "guard";

    /// <summary>Empty when absent.</summary>
    public string this[string field] => Fields.GetValueOrDefault(field, "");
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// Cuts a flat XML file (records directly below the root) into its records by tags alone, so that a broken or endless record costs
/// only itself. What is inside a record is left to a real parser.
/// </summary>
internal sealed class XmlRecords(RecordBytes bytes, Func<string, bool> neverNests)
{
    private static readonly SearchValues<byte> OpensTag = SearchValues.Create("<"u8);
    private static readonly SearchValues<byte> EndsText = SearchValues.Create("<\"'"u8);

    private const int MaxName = 64;

    private readonly RecordBuffer _record = new();
    private readonly RecordBuffer _tag = new();
    private readonly List<byte> _name = [];

    public bool RootClosed { get; private set; }

    /// <summary>The record as it was cut; valid until the next one.</summary>
    public RecordBuffer Record => _record;

    /// <summary>The next record below the root, with its position and name; null at the end.</summary>
    public Cut? Next()
    {
        var depth = 0;
        var name = "";
        var start = bytes.Position;
        _record.Clear();
        while (true)
        {
            var at = bytes.Position;
            var next = bytes.Next();
            if (next < 0)
            {
                return depth > 0 ? new(start, name, Whole: false, Ends: true) : null;
            }

            if (next != '<')
            {
                // Between records is white space, and what else is there is nobody's.
                Keep(depth, (byte)next);
                bytes.TakeTo(OpensTag, depth > 0 ? _record : null);
                continue;
            }

            _tag.Clear();
            var tag = Tag(out var tagName);
            if (tag == TagKind.Cut)
            {
                return depth > 0 || tagName.Length > 0 ? new(start, tagName, Whole: false, Ends: true) : null;
            }

            if (depth > 0 && tag is TagKind.Open or TagKind.Empty && !_tag.TooLong && neverNests(tagName))
            {
                // The end of the record before was lost; this is the next one.
                bytes.Unread(_tag.Span);
                return new(start, name, Whole: false, Ends: false);
            }

            _record.Add(_tag);

            switch (tag)
            {
                case TagKind.Open or TagKind.Empty when depth == 0:
                    if (tagName == "i" && tag == TagKind.Open)
                    {
                        _record.Clear();
                        break;
                    }

                    _record.Clear();
                    _record.Add(_tag);
                    (start, name) = (at, tagName);
                    if (tag == TagKind.Empty)
                    {
                        return new(start, name, Whole: true, Ends: false);
                    }

                    depth = 1;
                    break;
                case TagKind.Open:
                    depth++;
                    break;
                case TagKind.Close when depth == 0:
                    RootClosed |= tagName == "i";
                    _record.Clear();
                    break;
                case TagKind.Close:
                    RootClosed |= tagName == "i";
                    if (--depth == 0 || tagName == "i")
                    {
                        return new(start, name, Whole: tagName == name, Ends: false);
                    }

                    break;
                case TagKind.Other when depth == 0:
                    _record.Clear();
                    break;
            }
        }
    }

    // Behind '<', up to and with '>'.
    private TagKind Tag(out string name)
    {
        _tag.Add((byte)'<');
        _name.Clear();
        var kind = TagKind.Open;
        switch (bytes.Peek())
        {
            case '/':
                kind = TagKind.Close;
                _tag.Add((byte)bytes.Next());
                break;
            case '!' or '?':
                name = "";
                return Markup();
        }

        var naming = true;
        var quote = 0;
        var last = 0;
        while (bytes.Peek() is var next and >= 0)
        {
            if (next == '<')
            {
                // It stands in no tag, quoted or not: this one lost its end, or a quote.
                name = RecordedText.Decode(CollectionsMarshal.AsSpan(_name)) ?? "";
                return kind;
            }

            bytes.Next();
            _tag.Add((byte)next);
            if (quote != 0)
            {
                quote = next == quote ? 0 : quote;
                if (quote != 0)
                {
                    bytes.TakeTo(EndsText, _tag);
                }
            }
            else if (next == '>')
            {
                name = RecordedText.Decode(CollectionsMarshal.AsSpan(_name)) ?? "";
                return kind == TagKind.Open && last == '/' ? TagKind.Empty : kind;
            }
            else if (next is '"' or '\'' && !naming)
            {
                quote = next;
            }

            naming &= next is not (' ' or '\t' or '\r' or '\n' or '/') && _name.Count < MaxName;
            if (naming)
            {
                _name.Add((byte)next);
            }

            last = next;
        }

        name = RecordedText.Decode(CollectionsMarshal.AsSpan(_name)) ?? "";
        return TagKind.Cut;
    }

    // A comment, an instruction, a CDATA section, or a document type, which the parser of the record refuses.
    private TagKind Markup()
    {
        Span<byte> recent = stackalloc byte[9];
        recent.Clear();
        ReadOnlySpan<byte> end = ">"u8;
        for (var taken = 1; bytes.Next() is var next and >= 0; taken++)
        {
            _tag.Add((byte)next);
            recent[1..].CopyTo(recent);
            recent[^1] = (byte)next;
            if (taken == 3 && recent[^3..].SequenceEqual("!--"u8))
            {
                end = "-->"u8;
            }
            else if (taken == 8 && recent[^8..].SequenceEqual("![CDATA["u8))
            {
                end = "]]>"u8;
            }
            else if (recent.EndsWith(end))
            {
                return TagKind.Other;
            }
        }

        return TagKind.Cut;
    }

    private void Keep(int depth, byte value)
    {
        if (depth > 0)
        {
            _record.Add(value);
        }
    }

    private enum TagKind
    {
        Open,
        Close,
        Empty,
        Other,
        Cut,
    }

    /// <param name="Whole">It has its end.</param>
    /// <param name="Ends">The data ended in it.</param>
    internal readonly record struct Cut(RecordingPosition At, string Name, bool Whole, bool Ends);
}

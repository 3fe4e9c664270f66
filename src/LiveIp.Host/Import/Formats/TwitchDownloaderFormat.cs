using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// The chat JSON of TwitchDownloader: one object with <c>streamer</c>, <c>video</c>, <c>comments</c> and, last, embedded pictures
/// that can be most of the file. Older versions write <c>video</c> behind the comments.
/// </summary>
internal sealed class TwitchDownloaderFormat : IRecordingFormat
{
    public RecordingFormat Id => RecordingFormat.TwitchDownloader;

    public string Name => "twitchdownloader";

    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8).StartsWith("{"u8)
        && (head.IndexOf("\"comments\""u8) >= 0 || (head.IndexOf("\"streamer\""u8) >= 0 && head.IndexOf("\"video\""u8) >= 0));

    public IEnumerable<RecordingItem> Read(Stream stream)
    {
        var bytes = new RecordBytes(stream);
        bytes.SkipMark();
        return new Walk(bytes).Read();
    }

    private sealed class Walk(RecordBytes bytes)
    {
        private readonly JsonRecords _json = new(bytes);
        private readonly RecordBuffer _record = new();
        private readonly TwitchComments _comments = new();
        private bool _cut;

        public IEnumerable<RecordingItem> Read()
        {
            if (!_json.Take('{'))
            {
                yield return new RecordingItem.Bad(bytes.Position, "not a JSON object");
                yield break;
            }

            while (!_cut && bytes.PeekPastSpace() is not ('}' or < 0))
            {
                foreach (var item in Member())
                {
                    yield return item;
                }

                _cut |= !_json.Take(',') && bytes.PeekPastSpace() != '}';
            }

            foreach (var item in _comments.End())
            {
                yield return item;
            }

            if (_cut || bytes.Damage is not null || !_json.Take('}'))
            {
                yield return new RecordingItem.Truncated(bytes.Damage ?? $"the JSON breaks off at line {bytes.Line}, byte {bytes.Offset}");
            }
        }

        private IEnumerable<RecordingItem> Member()
        {
            var at = bytes.Position;
            var name = _json.Key();
            switch (name)
            {
                case null:
                    _cut = true;
                    if (bytes.Peek() >= 0)
                    {
                        yield return new RecordingItem.Bad(at, "not a member of a JSON object");
                    }

                    break;
                case "comments":
                    foreach (var item in Comments())
                    {
                        yield return item;
                    }

                    break;
                case "streamer" or "video" or "clipper":
                    _cut = !_json.Value(_record);
                    if (_cut)
                    {
                        break;
                    }

                    foreach (var item in _comments.Header(name, _record, at))
                    {
                        yield return item;
                    }

                    break;
                default:
                    _cut = !_json.Value(null);
                    break;
            }
        }

        private IEnumerable<RecordingItem> Comments()
        {
            if (!_json.Take('['))
            {
                yield return new RecordingItem.Bad(bytes.Position, "comments is not a list");
                _cut = !_json.Value(null);
                yield break;
            }

            while (bytes.PeekPastSpace() is not (']' or < 0))
            {
                var at = bytes.Position;
                var whole = _json.Value(_record);
                if (whole && !_record.TooLong && _record.Span.Length > 0 && _comments.Read(_record.Memory, at, out var items))
                {
                    foreach (var item in items)
                    {
                        yield return item;
                    }
                }
                else
                {
                    // One quote too few turns all that follows inside out; the next comment shows where it is right again.
                    var next = TwitchComments.NextStart(_record.Span);
                    if (next < 0 && !whole)
                    {
                        break;
                    }

                    yield return new RecordingItem.Bad(at, Reason(whole));
                    if (!Recover(next))
                    {
                        break;
                    }
                }

                _json.Take(',');
            }

            _cut = !_json.Take(']');
        }

        private string Reason(bool whole) =>
            _record.TooLong ? $"longer than {RecordBytes.MaxRecord / 1024} KiB, or its quotes do not pair"
            : whole ? "not a JSON object that can be read"
            : "its brackets or quotes do not pair";

        // False at the end of the data.
        private bool Recover(int next)
        {
            if (next >= 0)
            {
                bytes.Unread(_record.Span[next..]);
            }
            else if (_record.TooLong)
            {
                return SkipToStart();
            }
            else if (_record.Span.Length == 0 && bytes.Peek() is not (',' or ']'))
            {
                // A stray closing bracket: nothing was taken.
                bytes.Next();
            }

            return bytes.Peek() >= 0;
        }

        // Past a record too long to keep: keeps as much of the end of it as the beginning of the next may need.
        private bool SkipToStart()
        {
            while (true)
            {
                bytes.Unread(_record.Span[^Math.Min(_record.Span.Length, TwitchComments.StartLength)..]);
                _record.Clear();
                while (_record.Span.Length < RecordBytes.MaxRecord)
                {
                    var next = bytes.Next();
                    if (next < 0)
                    {
                        break;
                    }

                    _record.Add((byte)next);
                }

                if (TwitchComments.NextStart(_record.Span) is var start and >= 0)
                {
                    bytes.Unread(_record.Span[start..]);
                    return true;
                }

                if (bytes.Peek() < 0)
                {
                    return false;
                }
            }
        }
    }
}

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
        private const int FirstStep = 2048;

        private readonly JsonRecords _json = new(bytes);
        private readonly RecordBuffer _record = new();
        private readonly TwitchComments _comments = new();
        private bool _cut;
        private bool _closed;
        private string _reason = "";
        private long _noStartBefore;

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
                    if (bytes.Peek() == '{')
                    {
                        yield return new RecordingItem.Bad(at, "a closing bracket came before the end of the comments");
                        foreach (var item in Rest())
                        {
                            yield return item;
                        }

                        break;
                    }

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
            if (_json.Take('['))
            {
                return Rest();
            }

            var at = bytes.Position;
            _cut = !_json.Value(null);
            return [new RecordingItem.Bad(at, "comments is not a list")];
        }

        // Behind the opening bracket, or behind a closing one that came too early.
        private IEnumerable<RecordingItem> Rest()
        {
            _closed = false;
            while (bytes.PeekPastSpace() is not (']' or < 0) || ClosesTooEarly())
            {
                var at = bytes.Position;
                var whole = _json.Value(_record, static taken => TwitchComments.NextStart(taken.Span, 1) >= 0);
                if (whole && !_record.IsFull && _record.Span.Length > 0 && _comments.Read(_record.Memory, at, out var items))
                {
                    foreach (var item in items)
                    {
                        yield return item;
                    }
                }
                else if (Recover(whole))
                {
                    yield return new RecordingItem.Bad(at, _reason);
                }
                else
                {
                    break;
                }

                _json.Take(',');
            }

            _cut = !_closed;
        }

        /// <summary>
        /// Finds the way back to where the comments are right again. One quote too few turns all that follows inside out; then the
        /// beginning of the next comment shows it.
        /// </summary>
        /// <returns>False when the data ended in the record.</returns>
        private bool Recover(bool whole)
        {
            _reason =
                _record.IsFull ? $"longer than {RecordBytes.MaxRecord / 1024} KiB, or its quotes do not pair"
                : whole ? "not a JSON object that can be read"
                : "its brackets or quotes do not pair";
            if (TwitchComments.NextStart(_record.Span, 1) is var next and >= 0)
            {
                bytes.Unread(_record.Span[next..]);
                return true;
            }

            if (_record.IsFull)
            {
                bytes.Unread(_record.Span[^TwitchComments.StartLength..]);
                return FindStart(long.MaxValue);
            }

            if (!whole || FollowsProperly() || FindStart(RecordBytes.MaxRecord))
            {
                return whole;
            }

            if (_record.Span.Length == 0)
            {
                // A stray closing bracket, of which nothing was taken.
                bytes.Next();
            }

            return true;
        }

        // Takes the bracket, and answers whether another comment comes behind it.
        private bool ClosesTooEarly()
        {
            _closed = _json.Take(']');
            return _closed && bytes.PeekPastSpace() == '{';
        }

        private bool FollowsProperly() => bytes.PeekPastSpace() is ',' or ']';

        // True when a comment comes next. What was searched in vain is not searched again.
        private bool FindStart(long within)
        {
            var end = within == long.MaxValue ? long.MaxValue : bytes.Offset + within;
            if (bytes.Offset < _noStartBefore)
            {
                return false;
            }

            var window = new RecordBuffer();
            for (var step = FirstStep; bytes.Offset < end && bytes.Peek() >= 0; step = Math.Min(step * 2, RecordBytes.MaxRecord / 2))
            {
                if (within == long.MaxValue && window.Span.Length + step > RecordBytes.MaxRecord)
                {
                    // What went by is of no use; the beginning of a comment may lie across the border.
                    bytes.Unread(window.Span[^TwitchComments.StartLength..]);
                    window.Clear();
                }

                for (var i = 0; i < step && !window.IsFull && bytes.Next() is var next and >= 0; i++)
                {
                    window.Add((byte)next);
                }

                if (TwitchComments.NextStart(window.Span, 0) is var start and >= 0)
                {
                    bytes.Unread(window.Span[start..]);
                    return true;
                }

                if (window.IsFull && within != long.MaxValue)
                {
                    break;
                }
            }

            _noStartBefore = bytes.Offset - TwitchComments.StartLength;
            bytes.Unread(window.Span);
            return false;
        }
    }
}

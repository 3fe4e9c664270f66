using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// TwitchDownloader's objects in our words, with the ids that the Twitch adapter uses: a comment's <c>_id</c> is the message id of
/// EventSub, so what was heard live too is recognised as a repeat.
/// </summary>
internal sealed class TwitchComments
{
    /// <summary>A comment's first members fit into this many bytes.</summary>
    public const int StartLength = 256;

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    private readonly ContentIds _ids = new("twitch-vod:");
    private RecordedSource _source = new() { Platform = "twitch" };
    private VideoFacts? _video;
    private bool _isClip;
    private bool _begun;

    /// <summary>Where in <paramref name="bytes"/>, at or behind <paramref name="first"/>, a comment begins as TwitchDownloader writes it; -1 if none.</summary>
    public static int NextStart(ReadOnlySpan<byte> bytes, int first)
    {
        for (var from = first; from < bytes.Length; )
        {
            var found = bytes[from..].IndexOf("\"_id\""u8);
            if (found < 0)
            {
                return -1;
            }

            var id = from + found;
            from = id + 1;
            var open = bytes[..id].LastIndexOfAnyExcept(" \t\r\n"u8);
            // The first members of a comment, and of nothing within one, are _id and created_at.
            if (open >= first && bytes[open] == '{' && Follows(bytes[(id + 5)..]))
            {
                return open;
            }
        }

        return -1;
    }

    /// <summary>What <c>streamer</c>, <c>video</c> or <c>clipper</c> says.</summary>
    public IReadOnlyList<RecordingItem> Header(string name, RecordBuffer record, RecordingPosition at)
    {
        if (record.TooLong)
        {
            return [new RecordingItem.Bad(at, $"{name} is longer than {RecordBytes.MaxRecord / 1024} KiB")];
        }

        try
        {
            using var json = JsonDocument.Parse(record.Memory, Shallow);
            var fields = new JsonFields(json.RootElement);
            switch (name)
            {
                case "streamer":
                    _source = _source with { ChannelId = fields.Id("id"), Name = RecordedText.Name(fields.Text("name")) };
                    return [new RecordingItem.About(_source)];
                case "video":
                    _video = new(
                        fields.Id("id"),
                        fields.Text("title"),
                        fields.Text("game"),
                        fields.Time("created_at"),
                        fields.Number("length") ?? 0
                    );
                    return [];
                default:
                    _isClip = json.RootElement.ValueKind == JsonValueKind.Object;
                    _source = _source with { IsClip = _isClip };
                    return [new RecordingItem.About(_source)];
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [new RecordingItem.Bad(at, $"{name} is not JSON that can be read")];
        }
    }

    /// <summary>False when it is not JSON.</summary>
    public bool Read(ReadOnlyMemory<byte> comment, RecordingPosition at, out IReadOnlyList<RecordingItem> items)
    {
        try
        {
            using var json = JsonDocument.Parse(comment, Shallow);
            items = json.RootElement.ValueKind == JsonValueKind.Object ? Read(new JsonFields(json.RootElement), at) : [];
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string in it is not valid Unicode.
            items = [];
            return false;
        }
    }

    /// <summary>What is known when all is read.</summary>
    public IReadOnlyList<RecordingItem> End() =>
        [.. Begin(), .. State(BroadcastState.Types.State.Ended, _video is { Length: > 0 } ? _video.Length : null)];

    private IReadOnlyList<RecordingItem> Read(JsonFields comment, RecordingPosition at)
    {
        var message = comment.Within("message");
        var text = message.Text("body");
        if (When(comment) is not { } time)
        {
            return [new RecordingItem.Bad(at, "no time: created_at is missing or no time")];
        }

        var chatter = comment.Within("commenter");
        var notice = message.Within("user_notice_params").Text("msg_id");
        var broadcast = comment.Id("content_id") is { Length: > 0 } video ? video : _video?.Id ?? "";
        var source = new LiveEvent
        {
            Id = comment.Id("_id") is { Length: > 0 } id ? id : _ids.Next(time.ToString(), chatter.Id("_id"), chatter.Text("name"), text),
            Broadcast = broadcast,
            OccurredAt = time,
            Actor = TwitchChatters.Read(chatter, message, _source.ChannelId.Length > 0 ? _source.ChannelId : comment.Id("channel_id")),
        };
        var first = First(comment);
        if (notice is not ("" or "highlighted-message"))
        {
            source.Vendor = new Vendor
            {
                Type = UnreadableSample.TypeName($"twitch/usernotice.{notice}"),
                Json = UnreadableSample.Bound(comment.Raw),
            };
            return [.. first, new RecordingItem.Happened(source)];
        }

        if (text.Length == 0)
        {
            return [.. first, new RecordingItem.Bad(at, "no message")];
        }

        source.ChatMessage = TwitchChatters.Chat(message, text, notice.Length > 0);
        return message.Number("bits_spent") is { } bits and >= 1 and <= 1_000_000
            ? [.. first, new RecordingItem.Happened(source), Cheer(source, (long)bits)]
            : [.. first, new RecordingItem.Happened(source)];
    }

    // Only the first cheer of a message is in the file, as a number without the money: Bits by their name.
    private static RecordingItem.Happened Cheer(LiveEvent chat, long bits)
    {
        var money = new Money
        {
            Micros = bits * 1_000_000,
            Currency = "x-twitch-bits",
            Kind = Money.Types.Kind.Virtual,
        };
        chat.ChatMessage.Attached = money;
        return new(
            new LiveEvent
            {
                Id = chat.Id + ":bits",
                Broadcast = chat.Broadcast,
                OccurredAt = chat.OccurredAt,
                Actor = chat.Actor?.Clone(),
                Contribution = new Contribution
                {
                    Kind = Contribution.Types.Kind.Bits,
                    Money = money.Clone(),
                    Count = 1,
                    Paid = true,
                    Text = chat.ChatMessage.Text,
                },
            },
            UnlessHeard: chat.Id
        );
    }

    private IReadOnlyList<RecordingItem> First(JsonFields comment)
    {
        if (_source.ChannelId.Length == 0 && comment.Id("channel_id") is { Length: > 0 } channel)
        {
            _source = _source with { ChannelId = channel };
            return [new RecordingItem.About(_source), .. Begin()];
        }

        return Begin();
    }

    private IReadOnlyList<RecordingItem> Begin()
    {
        if (_begun || _video is null)
        {
            return [];
        }

        _begun = true;
        return State(BroadcastState.Types.State.Started, 0);
    }

    // A clip's times are those of the clip.
    private IReadOnlyList<RecordingItem> State(BroadcastState.Types.State state, double? after)
    {
        if (_isClip || _video is not { Id.Length: > 0, CreatedAt: { } created })
        {
            return [];
        }

        return RecordedText.After(created, after) is { } time
            ?
            [
                new RecordingItem.Happened(
                    new LiveEvent
                    {
                        Id = $"{_video.Id}:{(state == BroadcastState.Types.State.Started ? "started" : "ended")}",
                        Broadcast = _video.Id,
                        OccurredAt = time,
                        BroadcastState = new BroadcastState
                        {
                            State = state,
                            Title = _video.Title,
                            Category = _video.Game,
                        },
                    }
                ),
            ]
            : [];
    }

    private Timestamp? When(JsonFields comment)
    {
        if (comment.Time("created_at") is { } told)
        {
            return RecordedText.Time(told);
        }

        return !_isClip && _video?.CreatedAt is { } start ? RecordedText.After(start, comment.Number("content_offset_seconds")) : null;
    }

    // : "…" , "created_at"
    private static bool Follows(ReadOnlySpan<byte> bytes)
    {
        var rest = Past(bytes, ":"u8);
        rest = Past(rest, "\""u8);
        var end = rest[..Math.Min(rest.Length, 128)].IndexOfAny((byte)'"', (byte)'\\');
        return end >= 0 && Past(Past(rest[end..], "\""u8), ","u8).TrimStart(" \t\r\n"u8).StartsWith("\"created_at\""u8);
    }

    private static ReadOnlySpan<byte> Past(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> expected) =>
        bytes.TrimStart(" \t\r\n"u8) is var rest && rest.StartsWith(expected) ? rest[expected.Length..] : [];

    private sealed record VideoFacts(string Id, string Title, string Game, DateTimeOffset? CreatedAt, double Length);
}

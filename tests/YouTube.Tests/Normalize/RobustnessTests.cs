using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Google.Protobuf;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Streaming;
using LiveIp.Plugins.YouTube.Following;
using LiveIp.Plugins.YouTube.Normalize;
using LiveIp.V1;
using Rest = LiveIp.Plugins.YouTube.Api.Data;

namespace YouTube.Tests.Normalize;

/// <summary>Whatever comes: an event, never an exception.</summary>
public sealed class RobustnessTests
{
    private static readonly MessageContext Context = new("bc-1", DateTimeOffset.UnixEpoch);

    private static readonly string[] Names =
    [
        "id",
        "snippet",
        "type",
        "publishedAt",
        "superChatDetails",
        "giftDetails",
        "pollDetails",
        "metadata",
        "options",
        "tally",
        "comboCount",
        "jewelsAmount",
        "amountMicros",
        "currency",
        "userBannedDetails",
        "banDurationSeconds",
        "authorDetails",
        "channelId",
    ];

    private static readonly Gen<string> Leaf = Gen.OneOf<string>(
        Gen.OneOf<string>("null", "true", "{}", "[]", "\"\"", "\"\\ud800\"", "\"2026-13-45\"", "\"9999-12-31T23:59:59-14:00\""),
        Gen.OneOf<string>([.. MessagePairs.All.Keys.Append("giftEvent").Select(t => $"\"{t}\"")]),
        Gen.Long.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        Gen.Long.Select(n => $"\"{n.ToString(CultureInfo.InvariantCulture)}\"")
    );

    private static Gen<string> Value(int depth) =>
        depth == 0
            ? Leaf
            : Gen.Frequency<string>(
                (2, Leaf),
                (
                    3,
                    Gen.Select(Gen.OneOf<string>(Names), Value(depth - 1), (n, v) => $"\"{n}\":{v}")
                        .Array[0, 5]
                        .Select(p => $"{{{string.Join(',', p)}}}")
                ),
                (1, Value(depth - 1).Array[0, 3].Select(p => $"[{string.Join(',', p)}]"))
            );

    [Fact]
    public void Any_json_becomes_an_event() =>
        Value(4)
            .Sample(json =>
            {
                using var document = JsonDocument.Parse(json);
                return IsSound(ChatMessages.Normalize(document.RootElement, Context));
            });

    [Fact]
    public void Any_details_of_a_known_type_become_an_event() =>
        Gen.Select(Gen.OneOf<string>([.. MessagePairs.All.Keys.Append("giftEvent")]), Gen.OneOf<string>(Names), Value(3))
            .Sample(
                (type, name, value) =>
                {
                    using var document = JsonDocument.Parse($$"""{"id":"m","snippet":{"type":"{{type}}","{{name}}":{{value}} } }""");
                    return IsSound(ChatMessages.Normalize(document.RootElement, Context));
                }
            );

    [Fact]
    public void Any_bytes_become_an_event() =>
        Gen.Byte.Array[0, 200].Sample(bytes => IsSound(StreamMessages.Normalize(ByteString.CopyFrom(bytes), Context)));

    [Fact]
    public void Damaged_messages_become_an_event() =>
        Gen.Select(Gen.OneOf<string>([.. MessagePairs.All.Keys]), Gen.Int[0, 1000], Gen.Byte)
            .Sample(
                (type, at, with) =>
                {
                    var bytes = new LiveChatMessage { Id = "m", Snippet = MessagePairs.All[type].Snippet }.ToByteArray();
                    bytes[at % bytes.Length] ^= with;
                    return IsSound(StreamMessages.Normalize(ByteString.CopyFrom(bytes), Context));
                }
            );

    [Fact]
    public void Bytes_of_no_message_have_one_id_for_ever()
    {
        var bytes = ByteString.CopyFrom(Encoding.UTF8.GetBytes("\u00ff no message"));
        var (first, again) = (
            StreamMessages.Normalize(bytes, Context),
            StreamMessages.Normalize(bytes, Context with { Broadcast = "other" })
        );
        Assert.Equal(first.Id, again.Id);
        Assert.Equal("youtube/unreadable", first.Vendor.Type);
        Assert.NotEmpty(first.Vendor.Reason);
    }

    [Fact]
    public void Huge_messages_and_endless_ids_are_kept_within_bounds()
    {
        var huge = new LiveChatMessage
        {
            Id = "m",
            Snippet = new()
            {
                Type = 1,
                TextMessageDetails = new() { MessageText = new string('x', 300_000) },
            },
        };
        var kept = StreamMessages.Normalize(huge.ToByteString(), Context);
        Assert.Equal("youtube/unreadable", kept.Vendor.Type);
        Assert.InRange(kept.Vendor.Json.Length, 1, 8192);

        var named = StreamMessages.Normalize(
            new LiveChatMessage { Id = new string('x', 300), Snippet = huge.Snippet.Clone() }.ToByteString(),
            Context
        );
        Assert.StartsWith("unreadable:", named.Id, StringComparison.Ordinal);

        using var listed = JsonDocument.Parse($$$"""{"id":"m","snippet":{"type":"{{{new string('x', 300_000)}}}"} }""");
        Assert.InRange(ChatMessages.Normalize(listed.RootElement, Context).CalculateSize(), 1, 16384);
    }

    [Fact]
    public void A_response_of_a_million_empty_messages_is_few_events()
    {
        var response = new LiveChatMessageListResponse();
        response.Items.AddRange(Enumerable.Repeat(ByteString.Empty, 1_000_000));

        Assert.NotNull(ChatResponses.LeftOut(response, Context));
        Assert.Contains("1000000", ChatResponses.LeftOut(response, Context)!.Vendor.Reason, StringComparison.Ordinal);
        response.Items.Clear();
        Assert.Null(ChatResponses.LeftOut(response, Context));
    }

    [Fact]
    public void A_poll_with_fewer_votes_than_none_is_kept_with_a_reason()
    {
        using var poll = JsonDocument.Parse(
            """{"id":"m","snippet":{"type":"pollEvent","pollDetails":{"status":"active","metadata":{"options":[{"tally":"-3"}]}}}}"""
        );
        Assert.NotEmpty(ChatMessages.Normalize(poll.RootElement, Context).Vendor.Reason);
    }

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("-1")]
    [InlineData("[]")]
    [InlineData("1e400")]
    public void An_interval_that_is_none_does_not_cost_the_messages(string interval)
    {
        var answer = new YouTubeSerializer().Deserialize<Rest.LiveChatMessageListResponse>(
            $$"""{"pollingIntervalMillis":{{interval}},"items":[{}]}"""
        );
        Assert.Equal(5000u, answer.PollingInterval);
        Assert.Single(answer.Items!);
    }

    /// <summary>It has an id, a time and a body, and can be stored.</summary>
    private static bool IsSound(LiveEvent happened) =>
        happened.Id.Length > 0
        && happened.OccurredAt is not null
        && happened.BodyCase != LiveEvent.BodyOneofCase.None
        && LiveEvent.Parser.ParseFrom(happened.ToByteArray()).Id.Length > 0;
}

using System.Text;
using System.Text.Json;
using CsCheck;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;

namespace Twitch.Tests.Normalize;

/// <summary>Whatever comes, one event results: nothing is thrown and nothing is lost.</summary>
public class MutationTests
{
    private static readonly string[] Types = [.. SubscriptionCatalog.All.Select(k => k.Type).Distinct()];

    private static readonly string[] Notices =
    [
        "sub",
        "resub",
        "sub_gift",
        "community_sub_gift",
        "gift_paid_upgrade",
        "prime_paid_upgrade",
        "pay_it_forward",
        "raid",
        "unraid",
        "announcement",
        "bits_badge_tier",
        "charity_donation",
        "shared_chat_raid",
    ];

    private static readonly string[] Fields =
    [
        "id",
        "user_id",
        "chatter_user_id",
        "message_id",
        "message",
        "text",
        "fragments",
        "badges",
        "cheer",
        "bits",
        "reply",
        "total",
        "tier",
        "is_gift",
        "amount",
        "value",
        "decimal_places",
        "currency",
        "current_amount",
        "target_amount",
        "viewers",
        "viewer_count",
        "to_broadcaster_user_id",
        "choices",
        "outcomes",
        "votes",
        "title",
        "reward",
        "cost",
        "duration_seconds",
        "is_automatic",
        "ends_at",
        "banned_at",
        "target_user_id",
        "slow_mode",
        "content_classification_labels",
        "started_at",
        "type",
        "status",
        .. Notices,
    ];

    private static readonly Gen<string> Leaf = Gen.OneOf(
        OneOf(
            "null",
            "true",
            "\"\"",
            "\"x\"",
            "\"2026-11-23T20:00:00.123456789Z\"",
            "\"9999-12-31T23:59:59.9999999Z\"",
            "\"\\ud800\"",
            "1e400",
            "-1",
            "3.5",
            "99999999999999999999",
            "9223372036854775807",
            "\"12\""
        ),
        Gen.Int.Select(i => i.ToString())
    );

    private static readonly Gen<string> Value = Gen.Recursive<string>(
        (depth, self) =>
            depth > 3
                ? Leaf
                : Gen.Frequency(
                    (3, Leaf),
                    (1, self.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
                    (3, Gen.Select(OneOf(Fields), self).Array[0, 6].Select(Object))
                )
    );

    private static readonly Gen<string> Event = Gen.Select(
        OneOf(Notices),
        Gen.Select(OneOf(Fields), Value).Array[0, 14],
        (notice, fields) => Object([("notice_type", JsonSerializer.Serialize(notice)), .. fields])
    );

    [Fact]
    public void Any_event_of_any_type_becomes_one_event() =>
        Gen.Select(OneOf(Types), Gen.Frequency((9, Event), (1, Value)))
            .Sample(
                (type, json) =>
                {
                    var e = Wire.Read(type, json);
                    Assert.NotEqual("", e.Id);
                    Assert.NotEqual(LiveEvent.BodyOneofCase.None, e.BodyCase);
                    Assert.NotNull(e.OccurredAt);
                    Assert.Equal(e, LiveEvent.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(e)));
                },
                iter: 20_000
            );

    [Fact]
    public void Any_damaged_frame_becomes_a_frame()
    {
        var whole = Encoding.UTF8.GetBytes(
            $$"""{"metadata":{"message_id":"a","message_type":"notification","message_timestamp":"2026-11-23T20:00:00Z","subscription_type":"channel.chat.message"},"payload":{"event":{{Wire.Chat("m")}} } }"""
        );
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length])
            .Sample(
                (at, value, length) =>
                {
                    var bytes = whole.ToArray();
                    bytes[at] = value;
                    var frame = EventSubFrame.Parse(bytes.AsMemory(0, Math.Max(at, length)), DateTimeOffset.UnixEpoch);
                    var e =
                        frame.Kind == FrameKind.Notification
                            ? Frames.ToEvent(frame, new EventNormalizer(Wire.Channel), CountingSources.All)
                            : Frames.ToVendor(frame);
                    Assert.NotEqual("", e.Id);
                    Assert.NotEqual(LiveEvent.BodyOneofCase.None, e.BodyCase);
                    Google.Protobuf.MessageExtensions.ToByteArray(e);
                },
                iter: 20_000
            );
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // A later field of the same name wins, as it does for the reader.
    private static string Object((string Name, string Json)[] fields) =>
        "{" + string.Join(',', fields.Select(f => $"{JsonSerializer.Serialize(f.Name)}:{f.Json}")) + "}";
}

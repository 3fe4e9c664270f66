using System.Globalization;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Bilibili;

/// <summary>What a reader of the platform's documents would say of each message.</summary>
internal sealed class BilibiliTruth(BilibiliEmulatorOptions options, TimeProvider clock)
{
    private const long Micros = 1_000_000;

    public TruthRow Chat(long number, Viewer viewer, string text) =>
        Row(options.MessageId(number), "chat_message", "DM", viewer, text, counts: new() { ["chat.messages"] = 1 });

    public TruthRow SuperChat(PaidMessageEvent paid) =>
        Row(
            options.PaidMessageId(paid.Number).ToString(CultureInfo.InvariantCulture),
            "contribution",
            "SUPER_CHAT",
            paid.Viewer,
            paid.Text,
            new Amount(WireMessages.PaidMessageYuan(paid.Level) * Micros, "CNY"),
            new() { ["contributions.count"] = 1 }
        );

    public TruthRow SuperChatDeleted(PaidMessageDeletedEvent deleted) =>
        Row(options.MessageId(deleted.Number), "retraction", "SUPER_CHAT_DEL", (string?)null);

    public TruthRow Gift(string id, GiftEvent gift) =>
        Row(
            id,
            "contribution",
            "SEND_GIFT",
            gift.Viewer,
            amount: gift.Free ? null : new Amount(WireMessages.GiftPrice(gift.Level) * gift.Count * Micros, "x-bili-gold"),
            counts: new() { ["contributions.count"] = gift.Count }
        );

    public TruthRow Guard(NewMemberEvent member) =>
        Row(
            options.MessageId(member.Number),
            "membership",
            "GUARD",
            member.Viewer,
            amount: new Amount(WireMessages.GuardPrice(member.Level) * Micros, "x-bili-gold"),
            counts: new() { ["memberships.gained"] = 1 }
        );

    public TruthRow Like(LikeEvent like) =>
        Row(options.MessageId(like.Number), "reaction", "LIKE", like.Viewer, counts: new() { ["likes"] = like.Count });

    public TruthRow Enter(EnterEvent enter) => Row(options.MessageId(enter.Number), "presence", "LIVE_ROOM_ENTER", enter.Viewer);

    public TruthRow Live(long number, string command) => Row(options.MessageId(number), "broadcast_state", command, options.AnchorOpenId);

    public TruthRow InteractionEnd(string gameId) => Row($"interaction-end:{gameId}", "broadcast_state", "INTERACTION_END", (string?)null);

    private TruthRow Row(
        string id,
        string kind,
        string command,
        Viewer? viewer,
        string? text = null,
        Amount? amount = null,
        Dictionary<string, long>? counts = null
    ) => Row(id, kind, command, viewer is null ? null : WireMessages.OpenId(viewer), text, amount, counts);

    private TruthRow Row(
        string id,
        string kind,
        string command,
        string? openId,
        string? text = null,
        Amount? amount = null,
        Dictionary<string, long>? counts = null
    ) =>
        new()
        {
            Id = id,
            Platform = BilibiliStage.PlatformId,
            Channel = options.RoomId.ToString(CultureInfo.InvariantCulture),
            Kind = kind,
            Type = "LIVE_OPEN_PLATFORM_" + command,
            Actor = openId is null ? null : "bilibili-open:" + openId,
            TextSha256 = TruthRow.Hash(text),
            Amount = amount,
            Counts = counts ?? [],
            At = clock.GetUtcNow(),
        };
}

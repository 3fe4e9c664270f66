using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>What each kind of occurrence looks like over REST, and what the truth says about it.</summary>
public sealed class ChatMessageTests : IAsyncLifetime
{
    private static readonly Viewer Ann = EmulatedYouTube.Ann;
    private static readonly Viewer Mod = EmulatedYouTube.Mod;

    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Fact]
    public async Task A_text_message_has_its_author_and_its_time()
    {
        _youtube.Chat("你好 <b>");
        var message = await SingleAsync();
        var row = Assert.Single(_youtube.Truth.Rows);

        Assert.Equal("你好 <b>", (string)message["snippet"]!["textMessageDetails"]!["messageText"]!);
        Assert.Equal("你好 <b>", (string)message["snippet"]!["displayMessage"]!);
        Assert.Equal("2026-07-01T12:00:00.000000+00:00", (string)message["snippet"]!["publishedAt"]!);
        Assert.Equal(_youtube.ChatId, (string)message["snippet"]!["liveChatId"]!);
        Assert.Equal((string)message["authorDetails"]!["channelId"]!, (string)message["snippet"]!["authorChannelId"]!);
        Assert.Equal(24, ((string)message["authorDetails"]!["channelId"]!).Length);
        Assert.Equal("Ann 安", (string)message["authorDetails"]!["displayName"]!);
        Assert.False((bool)message["authorDetails"]!["isChatSponsor"]!);
        Assert.Equal((string)message["id"]!, row.Id);
        Assert.Equal(("chat_message", "textMessageEvent"), (row.Kind, row.Type));
        Assert.Equal($"youtube:{message["authorDetails"]!["channelId"]}", row.Actor);
        Assert.Equal(TruthRow.Hash("你好 <b>"), row.TextSha256);
        Assert.Equal(1, row.Counts["chat.messages"]);
    }

    [Theory]
    [InlineData(1, "USD", 1_990_000)]
    [InlineData(2, "JPY", 500_000_000)]
    [InlineData(3, "EUR", 9_990_000)]
    public async Task A_super_chat_states_the_buyers_money(int level, string currency, long micros)
    {
        _youtube.Perform(n => new PaidMessageEvent(n, TimeSpan.Zero, Ann, "go!", level));
        var details = (await SingleAsync())["snippet"]!["superChatDetails"]!;
        var row = Assert.Single(_youtube.Truth.Rows);

        Assert.Equal($"\"{micros}\"", details["amountMicros"]!.ToJsonString());
        Assert.Equal(currency, (string)details["currency"]!);
        Assert.Equal("go!", (string)details["userComment"]!);
        Assert.True((int)details["tier"]! >= 1);
        Assert.Equal(new Amount(micros, currency), row.Amount);
        Assert.Equal(("contribution", 1L), (row.Kind, row.Counts["contributions.count"]));
    }

    [Fact]
    public async Task A_combo_is_one_message_sent_again()
    {
        _youtube.Perform(n => new GiftEvent(n, TimeSpan.Zero, Ann, 2, Count: 1, Combo: 3, Free: false));
        var items = await ItemsAsync();
        var row = Assert.Single(_youtube.Truth.Rows);

        Assert.Single(items.Select(item => (string)item!["id"]!).Distinct());
        Assert.Equal([1, 2, 3], items.Select(item => (int)item!["snippet"]!["giftDetails"]!["comboCount"]!));
        Assert.Equal(10, (int)items[0]!["snippet"]!["giftDetails"]!["jewelsAmount"]!);
        Assert.Equal("5s", (string)items[0]!["snippet"]!["giftDetails"]!["giftDuration"]!);
        Assert.Equal((3, new Amount(30_000_000, "x-yt-jewel"), 3L), (row.Revision, row.Amount, row.Counts["contributions.count"]));
    }

    [Fact]
    public async Task Gifted_memberships_are_told_once_for_the_purchase_and_once_for_everybody()
    {
        var ben = new Viewer(9, "Ben", false, false);
        _youtube.Perform(n => new MembershipGiftEvent(n, TimeSpan.Zero, Ann, 2, [ben, Mod], Anonymous: false));
        var items = await ItemsAsync();

        Assert.Equal(2, (int)items[0]!["snippet"]!["membershipGiftingDetails"]!["giftMembershipsCount"]!);
        var received = items[1]!["snippet"]!["giftMembershipReceivedDetails"]!;
        Assert.Equal((string)items[0]!["id"]!, (string)received["associatedMembershipGiftingMessageId"]!);
        Assert.Equal((string)items[0]!["snippet"]!["authorChannelId"]!, (string)received["gifterChannelId"]!);
        Assert.Equal("Ben", (string)items[1]!["authorDetails"]!["displayName"]!);
        Assert.Equal(3, _youtube.Truth.Rows.Count);
        Assert.Equal(2, _youtube.Truth.Rows.Sum(row => row.Counts.GetValueOrDefault("memberships.gained")));
    }

    [Fact]
    public async Task A_poll_is_one_message_and_only_the_owner_sees_its_tallies()
    {
        Step(0, false, 0, 0);
        Step(1, false, 3, 1);
        var (_, open) = await _youtube.ChatPageAsync();
        Step(2, true, 5, 2);
        var (_, closed) = await _youtube.NextChatPageAsync(open);
        var (_, publicly) = await _youtube.GetAsync(
            $"/youtube/v3/liveChat/messages?part=snippet&liveChatId={_youtube.ChatId}&key={new YouTubeEmulatorOptions().ApiKey}",
            authorization: null
        );

        Assert.Equal("active", (string)open["activePollItem"]!["snippet"]!["pollDetails"]!["status"]!);
        Assert.False(closed.AsObject().ContainsKey("activePollItem"));
        var details = Assert.Single(closed["items"]!.AsArray())!["snippet"]!["pollDetails"]!;
        Assert.Equal("closed", (string)details["status"]!);
        Assert.Equal("\"5\"", details["metadata"]!["options"]![0]!["tally"]!.ToJsonString());
        Assert.Null(publicly["items"]![2]!["snippet"]!["pollDetails"]!["metadata"]!["options"]![0]!["tally"]);
        var row = Assert.Single(_youtube.Truth.Rows);
        Assert.Equal((1_000_000_007, (long?)7, Fate.Delivered), (row.Revision, row.Tally?.Votes, row.Class));

        void Step(int step, bool last, int a, int b) =>
            _youtube.Perform(n => new PollEvent(n, TimeSpan.Zero, 1, step, last, "Next?", ["A", "B"], [a, b]));
    }

    [Fact]
    public async Task Members_stickers_and_moderation()
    {
        _youtube.Chat("regret");
        var target = _youtube.Truth.Rows.Single().Id;
        _youtube.Perform(n => new NewMemberEvent(n, TimeSpan.Zero, Ann, 1));
        _youtube.Perform(n => new NewMemberEvent(n, TimeSpan.Zero, Mod, 3));
        _youtube.Perform(n => new RenewalEvent(n, TimeSpan.Zero, Mod, 1, 14, "still here"));
        _youtube.Perform(n => new PaidStickerEvent(n, TimeSpan.Zero, Ann, 3));
        _youtube.Perform(n => new MessageDeletedEvent(n, TimeSpan.Zero, 1000, Ann, Mod, ByAuthor: false));
        _youtube.Perform(n => new MessageDeletedEvent(n, TimeSpan.Zero, 1000, Ann, Mod, ByAuthor: true));
        _youtube.Perform(n => new BanEvent(n, TimeSpan.Zero, Ann, Mod, 300, "spam"));
        _youtube.Perform(n => new BanEvent(n, TimeSpan.Zero, Ann, Mod, null, "spam"));
        _youtube.Perform(n => new ChatRulesEvent(n, TimeSpan.Zero, MembersOnly: true));
        _youtube.Perform(n => new ChatRulesEvent(n, TimeSpan.Zero, MembersOnly: false));
        var snippets = (await ItemsAsync()).Select(item => item!["snippet"]!).Skip(1).ToArray();

        Assert.Equal(
            [
                "newSponsorEvent",
                "newSponsorEvent",
                "memberMilestoneChatEvent",
                "superStickerEvent",
                "messageDeletedEvent",
                "messageRetractedEvent",
                "userBannedEvent",
                "userBannedEvent",
                "sponsorOnlyModeStartedEvent",
                "sponsorOnlyModeEndedEvent",
            ],
            snippets.Select(snippet => (string)snippet["type"]!)
        );
        Assert.False((bool)snippets[0]["newSponsorDetails"]!["isUpgrade"]!);
        Assert.True((bool)snippets[1]["newSponsorDetails"]!["isUpgrade"]!);
        Assert.Equal("14", snippets[2]["memberMilestoneChatDetails"]!["memberMonth"]!.ToJsonString());
        Assert.NotNull(snippets[3]["superStickerDetails"]!["superStickerMetadata"]!["stickerId"]);
        Assert.Equal(target, (string)snippets[4]["messageDeletedDetails"]!["deletedMessageId"]!);
        Assert.Equal(target, (string)snippets[5]["messageRetractedDetails"]!["retractedMessageId"]!);
        Assert.Equal("\"300\"", snippets[6]["userBannedDetails"]!["banDurationSeconds"]!.ToJsonString());
        Assert.Equal("temporary", (string)snippets[6]["userBannedDetails"]!["banType"]!);
        Assert.Equal("permanent", (string)snippets[7]["userBannedDetails"]!["banType"]!);
        Assert.Null(snippets[8]["authorChannelId"]);
        Assert.Equal(1, _youtube.Truth.Rows.Sum(row => row.Counts.GetValueOrDefault("memberships.gained")));
    }

    [Fact]
    public void Gauges_and_counters_are_samples_of_what_the_platform_shows()
    {
        _youtube.Perform(n => new AudienceEvent(n, TimeSpan.Zero, 42, 12_345));
        _youtube.Perform(n => new LikeEvent(n, TimeSpan.Zero, Ann, 3));
        _youtube.Perform(n => new LikeEvent(n, TimeSpan.Zero, Ann, 4));
        _youtube.Chat("a", "b");

        Assert.Equal(
            [
                ("followers.total", 0),
                ("likes", 0),
                ("viewers.concurrent", 42),
                ("followers.total", 12_300),
                ("likes", 3),
                ("likes", 7),
                ("chat.messages", 1),
                ("chat.messages", 2),
            ],
            _youtube.Truth.Samples.Select(sample => (sample.Metric, (int)sample.Value))
        );
    }

    [Fact]
    public async Task Without_the_parts_there_is_only_the_frame()
    {
        _youtube.Chat("hello");
        var (_, page) = await _youtube.ChatPageAsync(parts: "id");

        Assert.Equal(["etag", "id", "kind"], page["items"]![0]!.AsObject().Select(p => p.Key).Order());
        Assert.Equal("2000", page["pollingIntervalMillis"]!.ToJsonString());
    }

    private async Task<JsonArray> ItemsAsync() => (await _youtube.ChatPageAsync()).Body["items"]!.AsArray();

    private async Task<JsonNode> SingleAsync() => Assert.Single(await ItemsAsync())!;
}

using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

/// <summary>
/// Turns what happens in the show into the platform's events, and into the rows of the truth. Field names and their types follow
/// the EventSub reference. Called by one thread at a time.
/// </summary>
internal sealed partial class Wording(TwitchIds ids, TruthLedger truth, TimeProvider clock)
{
    private volatile ChannelState _state = new();
    private long _messages;
    private long _streams;
    private long _updates = ids.FirstAct;
    private string _at = "";
    private DateTimeOffset _now;
    private long _number;
    private int _told;

    public static IReadOnlySet<Type> Kinds { get; } =
        new HashSet<Type>
        {
            typeof(ChatEvent),
            typeof(SpecialChatEvent),
            typeof(PaidMessageEvent),
            typeof(CharityEvent),
            typeof(NewMemberEvent),
            typeof(RenewalEvent),
            typeof(MembershipGiftEvent),
            typeof(MembershipEndEvent),
            typeof(FollowEvent),
            typeof(RaidEvent),
            typeof(PollEvent),
            typeof(PredictionEvent),
            typeof(RedemptionEvent),
            typeof(GoalEvent),
            typeof(AdBreakEvent),
            typeof(ChannelUpdateEvent),
            typeof(ChatRulesEvent),
            typeof(MessageDeletedEvent),
            typeof(BanEvent),
            typeof(UnbanEvent),
            typeof(ChatClearEvent),
            typeof(VendorEvent),
            typeof(AudienceEvent),
            typeof(BroadcastStartEvent),
            typeof(BroadcastEndEvent),
        };

    public ChannelState State => _state;

    /// <summary>The notifications of one occurrence, in the order in which the platform sends them.</summary>
    /// <exception cref="NotSupportedException">The platform has no such thing.</exception>
    public IReadOnlyList<Notification> Tell(ShowEvent occurrence)
    {
        _number = occurrence.Number;
        _told = 0;
        _now = clock.GetUtcNow();
        _at = Wire.Nanos(_now);
        return occurrence switch
        {
            ChatEvent e when Bans.Ends(ids.Of(e.Viewer).Id) is not null => [],
            ChatEvent e => [Chat(e.Viewer, e.Text), .. Vote(e.Viewer)],
            SpecialChatEvent e => [Announcement(e)],
            PaidMessageEvent e => Cheer(e),
            CharityEvent e => Donation(e),
            NewMemberEvent e => NewMember(e),
            RenewalEvent e => Renewal(e),
            MembershipGiftEvent e => Gift(e),
            MembershipEndEvent e => [MembershipEnd(e)],
            FollowEvent e => [Follow(e)],
            RaidEvent e => Raid(e),
            PollEvent e => _scriptPolls.Takes(e.Poll, e.Last, ActivePoll is not null) ? [Poll(e)] : [],
            VoteEvent e => Vote(e),
            PredictionEvent e => _scriptPredictions.Takes(e.Prediction, e.Last, IsMadePredictionOpen) ? Prediction(e) : [],
            RedemptionEvent e => e.Automatic ? Highlighted(e) : [Redemption(e)],
            GoalEvent e => [Goal(e)],
            AdBreakEvent e => [AdBreak(e)],
            ChannelUpdateEvent e => [ChannelUpdate(e)],
            ChatRulesEvent e => [ChatRules(e)],
            MessageDeletedEvent e => [MessageDeleted(e)],
            BanEvent e => Ban(e),
            UnbanEvent e => [Unban(e)],
            ChatClearEvent => [ChatCleared()],
            VendorEvent e => [Shoutout(e)],
            AudienceEvent e => Audience(e),
            BroadcastStartEvent e => [Online(e)],
            BroadcastEndEvent e => [Offline(e)],
            _ => throw new NotSupportedException($"Twitch has no {occurrence.GetType().Name}."),
        };
    }

    /// <summary>The channel as the creator set it over the API, and the notification of that.</summary>
    public IReadOnlyList<Notification> TellUpdate(ChannelState next)
    {
        Begin();
        _state = _state with
        {
            Title = next.Title,
            IsTitleSet = next.IsTitleSet,
            GameId = next.GameId,
            Language = next.Language,
            Tags = next.Tags,
        };
        return [ChannelUpdated()];
    }

    /// <summary>An id of something that lasts longer than one occurrence.</summary>
    private string IdOf(string what, long number) => ids.Uuid($"{what}/{number.ToString(CultureInfo.InvariantCulture)}");

    private string GroupOf(string what) => IdOf(what, _number);

    private JsonObject OfChannel(JsonObject? json = null) => (json ?? []).With("broadcaster_user", ids.Broadcaster);

    private Notification Say(string type, JsonObject body, string kind, Facts facts, string version = "1")
    {
        var id = ids.Uuid($"{_number}/{_told++}/{type}");
        // The documents name the chat message's own id as the one that stays the same; elsewhere it is the frame's.
        var own = type is "channel.chat.message" or "channel.chat.notification" ? body["message_id"]!.GetValue<string>() : id;
        var row = truth.Add(
            new TruthRow
            {
                Id = own,
                Group = facts.Group,
                Platform = TwitchStage.Name,
                Channel = ids.Broadcaster.Id,
                Kind = kind,
                Type = type,
                Actor = facts.Actor is null ? null : "twitch:" + facts.Actor.Id,
                Amount = facts.Amount,
                TextSha256 = TruthRow.Hash(facts.Text),
                Counts = facts.Counts,
                At = _now,
            }
        );
        return new Notification
        {
            Id = id,
            Type = type,
            Version = version,
            Event = body,
            Row = row,
        };
    }

    private void Sample(string metric, long value) =>
        truth.Sample(new TruthSample(TwitchStage.Name, ids.Broadcaster.Id, metric, value, _now));

    /// <summary>What goes into the row of the truth besides kind and type.</summary>
    private sealed record Facts(Person? Actor = null, string? Text = null, Amount? Amount = null, string? Group = null)
    {
        public Dictionary<string, long> Counts { get; init; } = [];
    }
}

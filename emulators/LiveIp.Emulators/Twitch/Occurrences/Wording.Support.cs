using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

// What people pay: Bits, donations, subscriptions. One purchase is told by several types; its rows share a group, and one counts.
internal sealed partial class Wording
{
    private const string Charity = "Stars for Schools";
    private readonly Dictionary<int, int> _given = [];

    private List<Notification> Cheer(PaidMessageEvent e)
    {
        var person = ids.Of(e.Viewer);
        var bits = e.Level switch
        {
            <= 1 => 100,
            2 => 300,
            3 => 1000,
            4 => 5000,
            _ => 10000,
        };
        var text = ChatText.Cut(e.Text.Length > 0 ? $"{ChatText.Cheermote(bits)} {e.Text}" : ChatText.Cheermote(bits), 500);
        var group = GroupOf("bits");
        var facts = new Facts(person, text, new Amount(bits * 1_000_000L, "x-twitch-bits"), group);

        var cheer = new JsonObject { ["is_anonymous"] = false };
        OfChannel(cheer.With("user", person));
        cheer["message"] = text;
        cheer["bits"] = bits;

        var use = OfChannel(new JsonObject().With("user", person));
        use["bits"] = bits;
        use["type"] = "cheer";
        use["power_up"] = null;
        use["message"] = ChatText.WithoutMentions(ChatText.Message(text, bits));
        return
        [
            Chat(e.Viewer, text, bits),
            Say("channel.cheer", cheer, "contribution", facts),
            Say("channel.bits.use", use, "contribution", facts with { Counts = new() { ["contributions.count"] = 1 } }),
        ];
    }

    private List<Notification> Donation(CharityEvent e)
    {
        var person = ids.Of(e.Viewer);
        var cents = e.Level switch
        {
            <= 1 => 500,
            2 => 1000,
            3 => 2550,
            4 => 5000,
            _ => 10000,
        };
        var facts = new Facts(person, Amount: new Amount(cents * 10_000L, "USD"), Group: GroupOf("donation"));
        var body = new JsonObject { ["id"] = GroupOf("donation"), ["campaign_id"] = IdOf("campaign", _streams) };
        OfChannel(body).With("user", person);
        AddCharity(body);
        body["amount"] = Money(cents, "decimal_places");
        // The chat notification says decimal_place, in the singular.
        var detail = new JsonObject { ["charity_name"] = Charity, ["amount"] = Money(cents, "decimal_place") };
        var system = $"{person.Name} donated ${cents / 100m} to support {Charity}!";
        return
        [
            Say("channel.charity_campaign.donate", body, "contribution", facts with { Counts = new() { ["contributions.count"] = 1 } }),
            Notice("charity_donation", e.Viewer, detail, system, "contribution", facts),
        ];
    }

    private List<Notification> NewMember(NewMemberEvent e)
    {
        var person = ids.Of(e.Viewer);
        var tier = Tier(e.Level);
        var facts = new Facts(person, Group: GroupOf("membership"));
        _state = _state.WithSubscriber(new Subscriber(person, tier, null, false));
        var detail = new JsonObject
        {
            ["sub_tier"] = tier,
            ["is_prime"] = false,
            ["duration_months"] = 1,
        };
        return
        [
            Subscribe(person, tier, isGift: false, facts with { Counts = new() { ["memberships.gained"] = 1 } }),
            Notice("sub", e.Viewer, detail, $"{person.Name} subscribed at Tier {tier[0]}.", "membership", facts),
        ];
    }

    private List<Notification> Renewal(RenewalEvent e)
    {
        var person = ids.Of(e.Viewer);
        var tier = Tier(e.Level);
        var facts = new Facts(person, e.Text, Group: GroupOf("membership"));
        _state = _state.WithSubscriber(new Subscriber(person, tier, null, false));
        var body = OfChannel(new JsonObject().With("user", person));
        body["tier"] = tier;
        body["message"] = new JsonObject { ["text"] = e.Text, ["emotes"] = new JsonArray() };
        body["cumulative_months"] = e.Months;
        body["streak_months"] = null;
        body["duration_months"] = 1;
        var detail = new JsonObject
        {
            ["cumulative_months"] = e.Months,
            ["duration_months"] = 1,
            ["streak_months"] = null,
            ["sub_tier"] = tier,
            ["is_prime"] = false,
            ["is_gift"] = false,
            ["gifter_is_anonymous"] = null,
        }.With("gifter_user", null);
        var system = $"{person.Name} subscribed at Tier {tier[0]}. They've subscribed for {e.Months} months!";
        return
        [
            Say("channel.subscription.message", body, "membership", facts with { Counts = new() { ["memberships.gained"] = 1 } }),
            Notice("resub", e.Viewer, detail, system, "membership", facts, e.Text),
        ];
    }

    private List<Notification> Gift(MembershipGiftEvent e)
    {
        var giver = e.Anonymous ? null : ids.Of(e.Viewer);
        var tier = Tier(e.Level);
        var total = e.Recipients.Count;
        int? cumulative = e.Anonymous ? null : _given[e.Viewer.Number] = _given.GetValueOrDefault(e.Viewer.Number) + total;
        var gift = new Facts(giver, Group: GroupOf("membership"));
        var chatter = e.Anonymous ? null : e.Viewer;
        var name = giver?.Name ?? "An anonymous user";

        var body = OfChannel(new JsonObject().With("user", giver));
        body["total"] = total;
        body["tier"] = tier;
        body["cumulative_total"] = cumulative;
        body["is_anonymous"] = e.Anonymous;
        var community = new JsonObject
        {
            ["id"] = GroupOf("community"),
            ["total"] = total,
            ["sub_tier"] = tier,
            ["cumulative_total"] = cumulative,
        };
        List<Notification> all =
        [
            Say("channel.subscription.gift", body, "membership", gift with { Counts = new() { ["memberships.gained"] = total } }),
            Notice("community_sub_gift", chatter, community, $"{name} is gifting {total} Tier {tier[0]} Subs!", "membership", gift),
        ];
        for (var i = 0; i < total; i++)
        {
            var recipient = ids.Of(e.Recipients[i]);
            _state = _state.WithSubscriber(new Subscriber(recipient, tier, giver, true));
            all.Add(Subscribe(recipient, tier, isGift: true, gift with { Actor = recipient }));
            var detail = new JsonObject
            {
                ["duration_months"] = 1,
                ["cumulative_total"] = cumulative,
                ["sub_tier"] = tier,
                ["community_gift_id"] = GroupOf("community"),
            }.With("recipient_user", recipient);
            var system = $"{name} gifted a Tier {tier[0]} sub to {recipient.Name}!";
            all.Add(Notice("sub_gift", chatter, detail, system, "membership", gift, part: i + 1));
        }

        return all;
    }

    private Notification MembershipEnd(MembershipEndEvent e)
    {
        var person = ids.Of(e.Viewer);
        var was = _state.Subscribers.GetValueOrDefault(person.Id);
        _state = _state with { Subscribers = _state.Subscribers.Remove(person.Id) };
        var body = OfChannel(new JsonObject().With("user", person));
        body["tier"] = was?.Tier ?? "1000";
        body["is_gift"] = was?.IsGift ?? false;
        return Say("channel.subscription.end", body, "membership", new Facts(person));
    }

    private Notification Subscribe(Person person, string tier, bool isGift, Facts facts)
    {
        var body = OfChannel(new JsonObject().With("user", person));
        body["tier"] = tier;
        body["is_gift"] = isGift;
        return Say("channel.subscribe", body, "membership", facts);
    }

    private static void AddCharity(JsonObject body)
    {
        body["charity_name"] = Charity;
        body["charity_description"] = "Books and telescopes for village schools.";
        body["charity_logo"] = "https://example.org/stars/logo.png";
        body["charity_website"] = "https://example.org/stars";
    }

    private static JsonObject Money(int cents, string places) =>
        new()
        {
            ["value"] = cents,
            [places] = 2,
            ["currency"] = "USD",
        };

    private static string Tier(int level) => (Math.Clamp(level, 1, 3) * 1000).ToString(CultureInfo.InvariantCulture);
}

using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Comparison;

/// <summary>The demo's judge must notice each way in which a log can be wrong, and forgive what no reader could have had.</summary>
public sealed class TruthComparisonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_logged_as_it_happened_holds() => Assert.True(Compare([Gift()], [GiftEvent()]).Holds);

    [Fact]
    public void What_is_not_logged_is_lost() => Assert.Single(Compare([Gift()], []).Lost);

    [Fact]
    public void Half_an_amount_is_wrong()
    {
        var half = GiftEvent();
        half.Contribution.Money.Micros /= 2;
        Assert.Contains("amount 50000000", Assert.Single(Compare([Gift()], [half]).Wrong), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_currency_another_actor_another_text_and_another_kind_are_wrong()
    {
        var (currency, actor, text) = (GiftEvent(), GiftEvent(), GiftEvent());
        currency.Contribution.Money.Currency = "USD";
        actor.Actor.Person.Id = "twitch:2";
        text.Contribution.Text = "bye";
        var kind = new LiveEvent
        {
            Id = "a",
            Actor = GiftEvent().Actor,
            Follow = new Follow(),
        };

        Assert.All([currency, actor, text, kind], e => Assert.Single(Compare([Gift()], [e]).Wrong));
    }

    [Fact]
    public void A_raid_that_arrives_as_vendor_is_lost()
    {
        var raid = Gift() with { Kind = "raid", Amount = null, TextSha256 = null };
        var vendor = new LiveEvent
        {
            Id = "a",
            Vendor = new Vendor { Type = "twitch/channel.raid" },
        };
        Assert.Contains("vendor", Assert.Single(Compare([raid], [vendor]).Lost), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_twice_and_what_never_happened_are_doubled()
    {
        Assert.Single(Compare([Gift()], [GiftEvent(), GiftEvent()]).Doubled);
        var invented = GiftEvent();
        invented.Id = "b";
        Assert.Single(Compare([Gift()], [GiftEvent(), invented]).Doubled);
    }

    [Fact]
    public void A_higher_revision_replaces_and_is_not_doubled()
    {
        var (first, second) = (GiftEvent(), GiftEvent());
        first.Contribution.Money.Micros = 1;
        second.Revision = 1;
        Assert.True(Compare([Gift()], [first, second]).Holds);
    }

    [Fact]
    public void Of_a_purchase_that_was_told_twice_one_telling_is_enough()
    {
        var told = Gift() with { Group = "purchase" };
        var again = told with { Id = "b" };
        Assert.True(Compare([told, again], [GiftEvent()]).Holds);
        Assert.Equal(2, Compare([told, again], []).Lost.Count);
    }

    [Fact]
    public void What_nobody_could_hear_must_lie_in_a_gap()
    {
        var unheard = Gift() with { Class = "unrecoverable" };
        Assert.Single(Compare([unheard], []).Undisclosed);
        Assert.Single(Compare([unheard], [Gap(2, 5)]).Undisclosed, s => s.Contains("no gap", StringComparison.Ordinal));
        Assert.True(Compare([unheard], [Gap(-1, 3)]).Holds);
        Assert.True(Compare([unheard], [GiftEvent()]).Holds);
    }

    [Theory]
    [InlineData(-30, 3)]
    [InlineData(-1, 30)]
    public void A_gap_may_not_be_longer_than_what_was_lost(int from, int to) =>
        Assert.Single(Compare([Gift() with { Class = "unrecoverable" }], [Gap(from, to)]).Undisclosed);

    private static PlatformReport Compare(IReadOnlyList<Occurrence> truth, IReadOnlyList<LiveEvent> log) =>
        TruthComparison.Compare("twitch", truth, new LoggedEvents(log));

    private static Occurrence Gift() =>
        new()
        {
            Platform = "twitch",
            Id = "a",
            Group = "a",
            Kind = "contribution",
            PlatformType = "channel.bits.use",
            Actor = "twitch:1",
            Amount = new Money { Micros = 100_000_000, Currency = "x-twitch-bits" },
            // SHA-256 of "hi", computed elsewhere.
            TextSha256 = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
            Counts = new Dictionary<string, long>(),
            At = Noon,
            Class = "delivered",
        };

    private static LiveEvent GiftEvent() =>
        new()
        {
            Id = "a",
            Actor = new Actor { Person = new Person { Id = "twitch:1" } },
            Contribution = new Contribution
            {
                Money = new Money { Micros = 100_000_000, Currency = "x-twitch-bits" },
                Text = "hi",
            },
        };

    private static LiveEvent Gap(int from, int to) =>
        new()
        {
            Id = $"gap:{from}",
            Gap = new Gap { StartedAt = Noon.AddSeconds(from).ToTimestamp(), EndedAt = Noon.AddSeconds(to).ToTimestamp() },
        };
}

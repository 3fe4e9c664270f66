using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;

namespace Twitch.Tests.Normalize;

public class MembershipTests
{
    private static readonly CountingSources NoSubscriptions = new()
    {
        BitsUse = true,
        CharityDonate = true,
        Raid = true,
    };

    [Fact]
    public void A_subscription_counts_one()
    {
        var e = Wire.Read("channel.subscribe", $"{{{Wire.User},{Wire.Broadcaster},\"tier\":\"2000\",\"is_gift\":false}}");

        Assert.Equal("meta-1", e.Id);
        Assert.True(e.Membership is { Kind: Membership.Types.Kind.New, Gained: 1, Count: 1, Level: "2000", Rank: 2 });
        Assert.False(e.Echo);
        Assert.Equal("twitch:7", e.Actor.Person.Id);
    }

    [Fact]
    public void Somebody_who_was_given_one_is_an_echo_of_the_gift()
    {
        var e = Wire.Read("channel.subscribe", $"{{{Wire.User},\"tier\":\"1000\",\"is_gift\":true}}");

        Assert.True(e.Echo);
        Assert.Equal(Membership.Types.Kind.GiftReceived, e.Membership.Kind);
        Assert.Equal("twitch:7", e.Actor.Person.Id);
        Assert.Equal("twitch:7", e.Membership.Recipient.Id);
    }

    [Fact]
    public void A_renewal_has_months_and_text()
    {
        var e = Wire.Read(
            "channel.subscription.message",
            $"{{{Wire.User},\"tier\":\"3000\",\"message\":{{\"text\":\"love\",\"emotes\":[]}},\"cumulative_months\":15,\"streak_months\":null,\"duration_months\":6}}"
        );

        Assert.True(e.Membership is { Kind: Membership.Types.Kind.Renewal, Gained: 1, Rank: 3, Months: 15, StreakMonths: 0, Text: "love" });
    }

    [Fact]
    public void A_gift_counts_all_that_were_given_and_hides_who_wants_to_be_hidden()
    {
        var open = Wire.Read(
            "channel.subscription.gift",
            $"{{{Wire.User},\"total\":5,\"tier\":\"1000\",\"cumulative_total\":284,\"is_anonymous\":false}}"
        );
        var hidden = Wire.Read(
            "channel.subscription.gift",
            """{"user_id":null,"user_login":null,"user_name":null,"total":"2","tier":"1000","cumulative_total":null,"is_anonymous":true}"""
        );

        Assert.True(open.Membership is { Kind: Membership.Types.Kind.GiftGiven, Gained: 5, Count: 5 });
        Assert.Equal("twitch:7", open.Actor.Person.Id);
        Assert.Equal("twitch:7", open.Membership.Gifter.Id);
        Assert.Equal(2, hidden.Membership.Gained);
        Assert.True(hidden.Actor.IsAnonymous);
        Assert.Equal("", hidden.Actor.Person.Id);
    }

    [Fact]
    public void An_end_gains_nothing()
    {
        var e = Wire.Read("channel.subscription.end", $"{{{Wire.User},\"tier\":\"1000\",\"is_gift\":false}}");

        Assert.True(e.Membership is { Kind: Membership.Types.Kind.Ended, Gained: 0 });
    }

    [Theory]
    [InlineData("sub", """{"sub_tier":"1000","is_prime":true,"duration_months":1}""", Membership.Types.Kind.New, 1, "Prime", 1)]
    [InlineData(
        "resub",
        """{"cumulative_months":10,"streak_months":3,"sub_plan":"2000","is_gift":false}""",
        Membership.Types.Kind.Renewal,
        1,
        "2000",
        2
    )]
    [InlineData("prime_paid_upgrade", """{"sub_tier":"1000"}""", Membership.Types.Kind.Upgrade, 0, "1000", 1)]
    [InlineData("gift_paid_upgrade", """{"gifter_is_anonymous":true}""", Membership.Types.Kind.Upgrade, 0, "", 0)]
    [InlineData("pay_it_forward", """{"gifter_is_anonymous":false,"gifter_user_id":"8"}""", Membership.Types.Kind.GiftGiven, 0, "", 0)]
    [InlineData(
        "sub_gift",
        """{"sub_tier":"1000","community_gift_id":null,"recipient_user_id":"9"}""",
        Membership.Types.Kind.GiftReceived,
        1,
        "1000",
        1
    )]
    [InlineData("community_sub_gift", """{"id":"g1","total":5,"sub_tier":"3000"}""", Membership.Types.Kind.GiftGiven, 5, "3000", 3)]
    public void Notices_are_echoes_unless_only_they_may_be_read(
        string notice,
        string details,
        Membership.Types.Kind kind,
        long gained,
        string level,
        int rank
    )
    {
        var json = Wire.Notice(notice, details);

        var echo = Wire.Read("channel.chat.notification", json);
        var counting = Wire.Read("channel.chat.notification", json, NoSubscriptions);

        Assert.True(echo.Echo);
        Assert.False(counting.Echo);
        Assert.Equal("notice-1", counting.Id);
        Assert.Equal(kind, counting.Membership.Kind);
        Assert.Equal(gained, counting.Membership.Gained);
        Assert.Equal(level, counting.Membership.Level);
        Assert.Equal(rank, counting.Membership.Rank);
        Assert.Equal("yay", counting.Membership.Text);
        Assert.Equal("twitch:7", counting.Actor.Person.Id);
    }

    [Fact]
    public void A_community_gift_is_counted_once_and_tied_together()
    {
        var given = Wire.Read(
            "channel.chat.notification",
            Wire.Notice("community_sub_gift", """{"id":"g1","total":2,"sub_tier":"1000"}"""),
            NoSubscriptions
        );
        var received = Wire.Read(
            "channel.chat.notification",
            Wire.Notice(
                "sub_gift",
                """{"sub_tier":"1000","community_gift_id":"g1","recipient_user_id":"9","recipient_user_login":"bo","recipient_user_name":"Bo"}"""
            ),
            NoSubscriptions
        );

        Assert.Equal(2, given.Membership.Gained);
        Assert.Equal(0, received.Membership.Gained);
        Assert.Equal("g1", given.Membership.GiftBatchId);
        Assert.Equal("g1", received.Membership.GiftBatchId);
        Assert.Equal("twitch:9", received.Membership.Recipient.Id);
        Assert.Equal("twitch:7", received.Membership.Gifter.Id);
    }

    [Fact]
    public void Each_notice_looks_at_the_feed_that_counts_it()
    {
        var onlyGifts = new CountingSources { SubscriptionGift = true };

        Assert.False(Wire.Read("channel.chat.notification", Wire.Notice("sub", """{"sub_tier":"1000"}"""), onlyGifts).Echo);
        Assert.True(Wire.Read("channel.chat.notification", Wire.Notice("sub_gift", """{"sub_tier":"1000"}"""), onlyGifts).Echo);
    }
}

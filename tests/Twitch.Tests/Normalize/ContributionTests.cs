using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;

namespace Twitch.Tests.Normalize;

public class ContributionTests
{
    [Theory]
    [InlineData("cheer", Contribution.Types.Kind.Bits)]
    [InlineData("combo", Contribution.Types.Kind.Bits)]
    [InlineData("power_up", Contribution.Types.Kind.PowerUp)]
    public void Bits_used_count(string type, Contribution.Types.Kind kind)
    {
        var e = Wire.Read(
            "channel.bits.use",
            $"{{{Wire.User},{Wire.Broadcaster},\"bits\":25,\"type\":\"{type}\",\"power_up\":{{\"type\":\"celebration\"}},\"message\":{{\"text\":\"cheer25 go\",\"fragments\":[]}}}}"
        );

        Assert.Equal(kind, e.Contribution.Kind);
        Assert.Equal(
            new Money
            {
                Micros = 25_000_000,
                Currency = "x-twitch-bits",
                Kind = Money.Types.Kind.Virtual,
            },
            e.Contribution.Money
        );
        Assert.True(e.Contribution is { Count: 1, Paid: true, Text: "cheer25 go", ItemId: "celebration" });
        Assert.False(e.Echo);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cheer_is_an_echo_where_bits_use_counts(bool bitsUse)
    {
        var e = Wire.Read(
            "channel.cheer",
            """{"is_anonymous":true,"user_id":null,"user_login":null,"user_name":null,"message":"pogchamp","bits":1000}""",
            new CountingSources { BitsUse = bitsUse }
        );

        Assert.Equal(bitsUse, e.Echo);
        Assert.Equal(1_000_000_000, e.Contribution.Money.Micros);
        Assert.Equal("pogchamp", e.Contribution.Text);
        Assert.True(e.Actor.IsAnonymous);
    }

    [Theory]
    [InlineData(10000, 2, "USD", 100_000_000)]
    [InlineData(550, 0, "JPY", 550_000_000)]
    [InlineData(1234567, 6, "XTS", 1234567)]
    public void A_donation_is_in_minor_units(long value, int decimals, string currency, long micros)
    {
        var amount = $"{{\"value\":{value},\"decimal_places\":{decimals},\"currency\":\"{currency}\"}}";

        var e = Wire.Read(
            "channel.charity_campaign.donate",
            $"{{\"id\":\"d\",\"campaign_id\":\"c\",{Wire.User},\"charity_name\":\"Good\",\"amount\":{amount}}}"
        );

        Assert.Equal("meta-1", e.Id);
        Assert.Equal(
            new Money
            {
                Micros = micros,
                Currency = currency,
                Kind = Money.Types.Kind.Fiat,
            },
            e.Contribution.Money
        );
        Assert.True(e.Contribution is { Kind: Contribution.Types.Kind.Charity, Count: 1, Paid: true, ItemName: "Good" });
        Assert.False(e.Echo);
    }

    [Fact]
    public void The_notice_of_a_donation_is_an_echo_and_says_decimal_place()
    {
        var json = Wire.Notice("charity_donation", """{"charity_name":"Good","amount":{"value":500,"decimal_place":2,"currency":"EUR"}}""");

        var e = Wire.Read("channel.chat.notification", json);

        Assert.True(e.Echo);
        Assert.Equal(5_000_000, e.Contribution.Money.Micros);
        Assert.False(Wire.Read("channel.chat.notification", json, new CountingSources()).Echo);
    }

    [Theory]
    [InlineData("""{"value":1,"decimal_places":7,"currency":"USD"}""")]
    [InlineData("""{"value":9223372036854775807,"decimal_places":0,"currency":"USD"}""")]
    [InlineData("""{"value":-1,"decimal_places":2,"currency":"USD"}""")]
    [InlineData("""{"value":1,"decimal_places":2}""")]
    [InlineData("null")]
    public void An_amount_that_cannot_be_stated_exactly_is_never_guessed(string amount)
    {
        var e = Wire.Read("channel.charity_campaign.donate", $"{{{Wire.User},\"amount\":{amount}}}");

        Assert.Equal("twitch/channel.charity_campaign.donate", e.Vendor.Type);
        Assert.NotEqual("", e.Vendor.Reason);
        Assert.Contains("amount", e.Vendor.Json);
    }

    [Fact]
    public void More_bits_than_fit_are_kept_unread()
    {
        var e = Wire.Read("channel.bits.use", $"{{{Wire.User},\"bits\":9223372036854775807,\"type\":\"cheer\"}}");

        Assert.Equal(LiveEvent.BodyOneofCase.Vendor, e.BodyCase);
    }
}

using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Bits and donations.</summary>
internal static class Contributions
{
    /// <summary>channel.bits.use: cheers, power-ups and what may come; the one that counts.</summary>
    public static LiveEvent BitsUse(JsonElement e, string channelId)
    {
        var isPowerUp = e.Text("type") == "power_up";
        var contribution = Paid(
            isPowerUp ? Contribution.Types.Kind.PowerUp : Contribution.Types.Kind.Bits,
            Amounts.Bits(e.RequiredCount("bits"))
        );
        contribution.ItemId = e.Object("power_up").Text("type");
        contribution.Text = e.Object("message").Text("text");
        return new LiveEvent { Actor = People.Actor(e, "user", channelId), Contribution = contribution };
    }

    /// <summary>channel.cheer: the same Bits once more.</summary>
    public static LiveEvent Cheer(JsonElement e, string channelId, CountingSources sources)
    {
        var contribution = Paid(Contribution.Types.Kind.Bits, Amounts.Bits(e.RequiredCount("bits")));
        contribution.Text = e.Text("message");
        return new LiveEvent
        {
            Actor = People.ActorUnlessAnonymous(e, "user", "is_anonymous", channelId),
            Contribution = contribution,
            Echo = sources.BitsUse,
        };
    }

    /// <summary>channel.charity_campaign.donate.</summary>
    public static LiveEvent Charity(JsonElement e, string channelId)
    {
        var contribution = Donation(e);
        contribution.ItemId = e.Text("campaign_id");
        return new LiveEvent { Actor = People.Actor(e, "user", channelId), Contribution = contribution };
    }

    /// <summary>The donation itself, as the event and the chat notice both state it.</summary>
    public static Contribution Donation(JsonElement e)
    {
        var contribution = Paid(Contribution.Types.Kind.Charity, Amounts.Fiat(e.Object("amount")));
        contribution.ItemName = e.Text("charity_name");
        return contribution;
    }

    private static Contribution Paid(Contribution.Types.Kind kind, Money money) =>
        new()
        {
            Kind = kind,
            Money = money,
            Count = 1,
            Paid = true,
        };
}

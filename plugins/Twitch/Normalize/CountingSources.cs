namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>
/// Which of the feeds that carry amounts and counts are there. Twitch tells of one purchase in up to four events; where the
/// feed that counts is there, its companions are echoes, and where the token may not read it, they count in its place.
/// </summary>
internal sealed record CountingSources
{
    /// <summary>Every counting feed is there.</summary>
    public static CountingSources All { get; } =
        new()
        {
            Subscribe = true,
            SubscriptionMessage = true,
            SubscriptionGift = true,
            BitsUse = true,
            CharityDonate = true,
            Raid = true,
        };

    /// <summary>channel.subscribe: first subscriptions.</summary>
    public bool Subscribe { get; init; }

    /// <summary>channel.subscription.message: renewals.</summary>
    public bool SubscriptionMessage { get; init; }

    /// <summary>channel.subscription.gift: gifts, by their giver.</summary>
    public bool SubscriptionGift { get; init; }

    /// <summary>channel.bits.use: all Bits, cheers among them.</summary>
    public bool BitsUse { get; init; }

    /// <summary>channel.charity_campaign.donate.</summary>
    public bool CharityDonate { get; init; }

    /// <summary>channel.raid.</summary>
    public bool Raid { get; init; }

    /// <summary>From the subscription types that Twitch accepted.</summary>
    public static CountingSources From(IReadOnlySet<string> accepted) =>
        new()
        {
            Subscribe = accepted.Contains("channel.subscribe"),
            SubscriptionMessage = accepted.Contains("channel.subscription.message"),
            SubscriptionGift = accepted.Contains("channel.subscription.gift"),
            BitsUse = accepted.Contains("channel.bits.use"),
            CharityDonate = accepted.Contains("channel.charity_campaign.donate"),
            Raid = accepted.Contains("channel.raid"),
        };
}

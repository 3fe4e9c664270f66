namespace LiveIp.Host.Currencies;

/// <summary>
/// Coins that a platform itself has tied to money. Others (YouTube's jewels, free coins) have no price that it states, and get none here.
/// </summary>
internal static class OfficialPrices
{
    /// <summary>Bilibili's open platform states prices in gold coins, a thousand to the yuan; Twitch pays its channels a cent a Bit.</summary>
    public static IReadOnlyList<CoinPrice> All { get; } =
    [
        new()
        {
            Coin = "x-bili-gold",
            Currency = "CNY",
            Amount = 0.001,
            Source = "Bilibili: 1000 gold coins are 1 CNY",
        },
        new()
        {
            Coin = "x-twitch-bits",
            Currency = "USD",
            Amount = 0.01,
            Source = "Twitch: a channel gets 0.01 USD for a Bit",
        },
    ];

    /// <summary>Null where the platform states none.</summary>
    public static CoinPrice? Find(string coin) => All.FirstOrDefault(p => p.Coin == coin);
}

/// <summary>What one coin is worth.</summary>
internal sealed record CoinPrice
{
    /// <summary>Every coin's code begins with it.</summary>
    public const string Prefix = "x-";

    public required string Coin { get; init; }

    public required string Currency { get; init; }

    /// <summary>Units of <see cref="Currency"/> for one coin.</summary>
    public required double Amount { get; init; }

    public required string Source { get; init; }
}

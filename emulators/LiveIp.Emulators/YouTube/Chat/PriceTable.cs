using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>A price in the buyer's currency, as the platform writes it, with the tier that it buys.</summary>
internal sealed record Price(Amount Amount, string Display, uint Tier);

/// <summary>What the script's levels 1 to 5 cost. Buyers pay in their own currencies; the yen has no smaller unit.</summary>
internal static class PriceTable
{
    public const string JewelCurrency = "x-yt-jewel";

    private static readonly Price[] SuperChats =
    [
        new(new Amount(1_990_000, "USD"), "$1.99", 1),
        new(new Amount(500_000_000, "JPY"), "¥500", 2),
        new(new Amount(9_990_000, "EUR"), "€9.99", 4),
        new(new Amount(750_000_000, "TWD"), "NT$750.00", 6),
        new(new Amount(100_000_000, "USD"), "$100.00", 7),
    ];

    private static readonly Price[] SuperStickers =
    [
        new(new Amount(990_000, "USD"), "$0.99", 1),
        new(new Amount(1_990_000, "GBP"), "£1.99", 2),
        new(new Amount(1_000_000_000, "JPY"), "¥1,000", 4),
        new(new Amount(20_000_000, "EUR"), "€20.00", 5),
        new(new Amount(50_000_000, "USD"), "$50.00", 6),
    ];

    private static readonly (string Name, int Jewels)[] Gifts =
    [
        ("Rose", 2),
        ("Boba", 10),
        ("Fireworks", 50),
        ("Rocket", 250),
        ("Galaxy", 1000),
    ];

    private static readonly string[] Levels = ["星友", "Comet", "Nova", "Galaxy", "Supernova"];

    public static Price SuperChat(int level) => At(SuperChats, level);

    public static Price SuperSticker(int level) => At(SuperStickers, level);

    public static (string Name, int Jewels) Gift(int level) => At(Gifts, level);

    public static string MemberLevel(int level) => At(Levels, level);

    private static T At<T>(T[] table, int level) => table[Math.Clamp(level, 1, table.Length) - 1];
}

using System.Globalization;

namespace LiveIp.Bench.Load;

/// <summary>How ids, people and times look on a platform.</summary>
/// <param name="IdPrefix">Of an event's id; random characters follow.</param>
/// <param name="Round">To the grain of the platform's clock.</param>
internal sealed record FeedPlatform(
    string Name,
    string Broadcast,
    string PersonScheme,
    string IdPrefix,
    int IdLength,
    Func<DateTimeOffset, DateTimeOffset> Round
)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    public static readonly IReadOnlyList<FeedPlatform> All =
    [
        new("youtube", "dQw4w9WgXcQ", "youtube:UC", "LCC.EhwKGk", 40, static t => t),
        new("twitch", "40952121085", "twitch:", "", 36, static t => t),
        new(
            "bilibili",
            "live-7734200",
            "bilibili-open:",
            "",
            36,
            // Its messages say whole seconds.
            static t =>
                DateTimeOffset.FromUnixTimeSeconds(t.ToUnixTimeSeconds())
        ),
    ];

    public string Channel => $"channels/{Name}-bench";

    public string NewId(Random random) => IdPrefix + new string(random.GetItems<char>(Alphabet, IdLength));

    public string Person(int number) =>
        PersonScheme + (1_000_000_007L * (number + 1)).ToString(CultureInfo.InvariantCulture).PadLeft(22, 'x');
}

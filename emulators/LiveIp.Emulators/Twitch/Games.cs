namespace LiveIp.Emulators.Twitch;

internal sealed record Game(string Id, string Name, string IgdbId = "");

/// <summary>Some of the platform's categories. The documents' examples give the id of one; of the others the ids are made up.</summary>
internal static class Games
{
    public static Game JustChatting { get; } = new("509658", "Just Chatting");

    public static IReadOnlyList<Game> All { get; } =
    [
        JustChatting,
        new("33214", "Fortnite", "1905"),
        new("700001", "Music"),
        new("700002", "Art"),
        new("700003", "Software and Game Development"),
        new("700004", "Science & Technology"),
        new("700005", "Talk Shows & Podcasts"),
        new("700006", "Sports"),
        new("700007", "Travel & Outdoors"),
        new("700008", "Food & Drink"),
        new("700009", "Animals, Aquariums, and Zoos"),
        new("700010", "Politics"),
        new("700011", "Fitness & Health"),
        new("700012", "Makers & Crafting"),
        new("700013", "Chess", "7439"),
        new("700014", "Minecraft", "121"),
    ];

    public static Game? Find(string id) => All.FirstOrDefault(g => g.Id == id);

    /// <summary>"" where none is set.</summary>
    public static string NameOf(string id) => Find(id)?.Name ?? "";
}

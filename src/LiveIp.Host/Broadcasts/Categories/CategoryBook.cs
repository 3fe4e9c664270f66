using System.Collections.Frozen;
using System.Text.Json;

namespace LiveIp.Host.Broadcasts.Categories;

/// <summary>
/// The categories of LiveIp, each with its counterpart on the platforms, from the data file beside this. A platform that a category does
/// not name has no counterpart of it: a game is a category of its own on Twitch, for instance.
/// </summary>
internal static class CategoryBook
{
    private const string Resource = "LiveIp.Host.categories.json";

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<CanonicalCategory> All { get; } = Read();

    private static readonly FrozenDictionary<string, CanonicalCategory> ById = All.ToFrozenDictionary(
        static c => c.Id,
        StringComparer.Ordinal
    );

    /// <summary>Null when LiveIp has no such category.</summary>
    public static CanonicalCategory? Find(string id) => ById.GetValueOrDefault(id);

    private static IReadOnlyList<CanonicalCategory> Read()
    {
        using var stream = typeof(CategoryBook).Assembly.GetManifestResourceStream(Resource)!;
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static CanonicalCategory Read(JsonElement entry) =>
        new()
        {
            Id = entry.GetProperty("id").GetString()!,
            Name = entry.GetProperty("en").GetString()!,
            NameZh = entry.GetProperty("zh").GetString()!,
            Platforms = entry
                .EnumerateObject()
                .Where(static p => p.Value.ValueKind == JsonValueKind.Object)
                .ToDictionary(
                    static p => p.Name,
                    static p => new Counterpart(
                        p.Value.TryGetProperty("id", out var id) ? id.GetString()! : "",
                        p.Value.GetProperty("name").GetString()!
                    ),
                    StringComparer.Ordinal
                ),
        };
}

/// <summary>A category that means the same everywhere.</summary>
internal sealed record CanonicalCategory
{
    /// <summary>"music"</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NameZh { get; init; }

    /// <summary>By platform id.</summary>
    public required IReadOnlyDictionary<string, Counterpart> Platforms { get; init; }
}

/// <param name="Id">The platform's; empty where it is asked for by name.</param>
/// <param name="Name">As the platform writes it.</param>
internal sealed record Counterpart(string Id, string Name);

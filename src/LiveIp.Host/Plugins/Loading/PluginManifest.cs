using System.Text.Json;
using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>
/// plugin.json, as the build writes it. Hashes guard against half a copy and damage, not against malice: who can write the files
/// can write the manifest.
/// </summary>
internal sealed partial record PluginManifest
{
    public const string FileName = "plugin.json";

    public required string Id { get; init; }
    public required string Version { get; init; }
    public required string Name { get; init; }

    /// <summary>File of the assembly that holds the plugin.</summary>
    public required string Entry { get; init; }

    public required string ContractsBuilt { get; init; }
    public required VersionRange ContractsRange { get; init; }

    /// <summary>Assembly versions that it was built against, of the assemblies that the host shares.</summary>
    public required IReadOnlyDictionary<string, Version> Shared { get; init; }

    /// <summary>SHA-256 in hexadecimal, by path relative to the directory, with '/'.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <exception cref="PluginRefusedException">It is not a manifest, with what is wrong. It may still be arriving.</exception>
    public static PluginManifest Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new PluginRefusedException($"plugin.json cannot be read: {e.Message} Build the plugin again and copy all of it.", e)
            {
                MayStillArrive = true,
            };
        }
    }

    private static PluginManifest Read(JsonElement root)
    {
        var contracts = Property(root, "contracts", JsonValueKind.Object);
        var manifest = new PluginManifest
        {
            Id = Text(root, "id"),
            Version = Text(root, "version"),
            Name = Text(root, "name"),
            Entry = Text(root, "entry"),
            ContractsBuilt = Text(contracts, "built"),
            ContractsRange = VersionRange.Parse(Text(contracts, "range")),
            Shared = Map(root, "shared").ToDictionary(static p => p.Key, static p => System.Version.Parse(p.Value)),
            Files = Map(root, "files").ToDictionary(static p => p.Key, static p => p.Value),
        };
        if (!IdPattern().IsMatch(manifest.Id))
            throw new FormatException($"The id '{manifest.Id}' may hold lower case letters, digits and '-' only.");
        if (!NuGetVersion.TryParse(manifest.Version, out _))
            throw new FormatException($"'{manifest.Version}' is not a version.");
        if (manifest.Files.Keys.FirstOrDefault(static f => !IsInside(f)) is { } outside)
            throw new FormatException($"The file '{outside}' is not inside the plugin's directory.");
        if (!manifest.Files.ContainsKey(manifest.Entry))
            throw new FormatException($"The entry '{manifest.Entry}' is not among its files.");
        return manifest;
    }

    private static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\') && !path.Split('/').Any(static s => s is "" or "." or "..");

    private static string Text(JsonElement parent, string name) =>
        Property(parent, name, JsonValueKind.String).GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"'{name}' is empty.");

    private static IEnumerable<KeyValuePair<string, string>> Map(JsonElement parent, string name) =>
        Property(parent, name, JsonValueKind.Object)
            .EnumerateObject()
            .Select(static p => KeyValuePair.Create(p.Name, p.Value.GetString() ?? throw new FormatException($"'{p.Name}' has no value.")));

    private static JsonElement Property(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind
            ? value
            : throw new FormatException($"'{name}' is missing.");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex IdPattern();
}

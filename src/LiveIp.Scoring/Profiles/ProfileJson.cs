using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Profiles;

/// <summary>Reads and writes profiles. Source generated, so that it works trimmed and inside plugins.</summary>
public static class ProfileJson
{
    /// <summary>The profile of a JSON text.</summary>
    /// <exception cref="ProfileException">It is no JSON, has a property that a profile does not have, or does not validate.</exception>
    public static ScoreProfile Parse(string json, ScoringMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ScoreProfile? profile;
        try
        {
            // Read once as it is, for what is wrong in it; then with what it leaves to the defaults.
            profile = JsonSerializer.Deserialize(json, ProfileJsonContext.Default.ScoreProfile);
            profile = profile is null ? null : JsonSerializer.Deserialize(Filled(json), ProfileJsonContext.Default.ScoreProfile);
        }
        catch (JsonException e)
        {
            throw new ProfileException([new() { Field = Path(e), Message = e.Message }]);
        }

        if (profile is null)
        {
            throw new ProfileException([new() { Field = "$", Message = "must be an object" }]);
        }

        ProfileValidator.Require(profile, metrics);
        return profile;
    }

    /// <summary>The JSON text of a profile, indented.</summary>
    public static string Write(ScoreProfile profile) => JsonSerializer.Serialize(profile, ProfileJsonContext.Default.ScoreProfile);

    // Generated readers set init-only properties that are absent to null and zero, whatever their initialisers say.
    private static JsonNode Filled(string json)
    {
        var root = JsonNode.Parse(json)!;
        var defaults = JsonSerializer.SerializeToNode(new ProfileDefaults(), ProfileJsonContext.Default.ProfileDefaults)!;
        foreach (var (name, value) in defaults.AsObject())
        {
            Fill(root.AsObject(), name, value!);
        }

        return root;
    }

    private static void Fill(JsonObject into, string name, JsonNode value)
    {
        if (into[name] is not { } given)
        {
            into[name] = value.DeepClone();
        }
        else if (value is JsonObject parts && given is JsonObject own)
        {
            foreach (var (part, content) in parts)
            {
                Fill(own, part, content!);
            }
        }
    }

    private static string Path(JsonException e) => e.Path is null or "$" ? "$" : e.Path.TrimStart('$', '.');
}

/// <summary>What a profile need not say.</summary>
internal sealed record ProfileDefaults
{
    public ProfileAggregation Aggregation { get; } = new();

    public double Clamp { get; } = 6;

    public ProfileLoss Loss { get; } = new();

    public ProfilePolicy Policy { get; } = new();
}

/// <summary>Enums by name in camelCase; numbers are refused.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    WriteIndented = true
)]
[JsonSerializable(typeof(ScoreProfile))]
[JsonSerializable(typeof(ProfileDefaults))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;

using System.Text.Json;
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
            profile = JsonSerializer.Deserialize(json, ProfileJsonContext.Default.ScoreProfile);
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

    private static string Path(JsonException e) => e.Path is null or "$" ? "$" : e.Path.TrimStart('$', '.');
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
internal sealed partial class ProfileJsonContext : JsonSerializerContext;

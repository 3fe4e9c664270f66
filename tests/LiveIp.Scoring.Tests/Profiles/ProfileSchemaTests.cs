using System.Text.Json.Nodes;
using Json.Schema;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;

namespace LiveIp.Scoring.Tests.Profiles;

public sealed class ProfileSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(ShippedProfiles.Schema);

    /// <summary>A field of the default profile, and what is put there; null takes it away.</summary>
    public static TheoryData<string, string?> Changes =>
        new()
        {
            { "id", "\"Mine\"" },
            { "id", null },
            { "id", "7" },
            { "version", "0" },
            { "version", "1.5" },
            { "version", "\"1\"" },
            { "label", "\" \"" },
            { "labelZh", null },
            { "clamp", "0.5" },
            { "clamp", "9" },
            { "weights", "1" },
            { "groups", "[]" },
            { "groups/0/group", "\"likes\"" },
            { "groups/0/group", "1" },
            { "groups/0/weight", "0" },
            { "groups/0/weight", "-1" },
            { "groups/0/weight", null },
            { "groups/0/metrics", "[]" },
            { "groups/0/metrics/0/metric", "\"nonsense\"" },
            { "groups/0/metrics/0/metric", "\"viewers.concurrent\"" },
            { "groups/0/metrics/0/weight", "0" },
            { "groups/0/metrics/0/target", "{}" },
            { "groups/0/metrics/0/target", """{"tau":1,"beatUsualBy":0.1}""" },
            { "groups/0/metrics/0/target", """{"tau":11}""" },
            { "groups/0/metrics/0/target", """{"beatUsualBy":-1}""" },
            { "groups/0/metrics/0", """{"metric":"followers.total","weight":1,"target":{"beatUsualBy":0.1}}""" },
            { "aggregation", """{"kind":"power"}""" },
            { "aggregation", """{"kind":"power","exponent":1}""" },
            { "aggregation", """{"kind":"power","exponent":0}""" },
            { "aggregation", """{"kind":"geometric","exponent":0.5}""" },
            { "aggregation", """{"kind":"median"}""" },
            { "policy/weighting", "\"loudness\"" },
            { "policy/exclude", """["twitch","twitch"]""" },
            { "policy/exclude", """[""]""" },
            { "policy/publish", "true" },
            { "loss/smooth", "1" },
        };

    public static TheoryData<string, string?> Fine =>
        new()
        {
            { "clamp", "3" },
            { "aggregation", """{"kind":"power","exponent":-1}""" },
            { "aggregation", """{"kind":"geometric"}""" },
            { "aggregation", null },
            { "groups/0/metrics/0/target", """{"tau":0.5}""" },
            { "groups/0/metrics/0/target", """{"beatUsualBy":0.1}""" },
            { "policy/exclude", """["youtube"]""" },
            { "loss/smooth", "true" },
            { "$schema", null },
        };

    [Fact]
    public void Shipped_profiles_fit() =>
        Assert.All(ShippedProfiles.All, static p => Assert.True(Fits(JsonNode.Parse(ProfileJson.Write(p))!)));

    [Fact]
    public void It_knows_the_metrics_that_are_scored() =>
        Assert.Equal(
            ScoringMetrics.Catalogue.Scored.Select(static m => m.Id),
            JsonNode.Parse(ShippedProfiles.Schema)!["$defs"]!["metric"]!["properties"]!["metric"]!["enum"]!
                .AsArray()
                .Select(static m => (string)m!)
        );

    [Fact]
    public void It_lies_beside_the_program() =>
        Assert.Equal(
            ShippedProfiles.Schema,
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", "score-profile.schema.json"))
        );

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_the_schema_refuses_the_validator_refuses(string field, string? value)
    {
        var json = Changed(field, value);

        Assert.False(Fits(json), "the schema lets it pass");
        Assert.Throws<ProfileException>(() => ProfileJson.Parse(json.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Fine))]
    public void What_the_schema_lets_pass_the_validator_lets_pass(string field, string? value)
    {
        var json = Changed(field, value);

        Assert.True(Fits(json), "the schema refuses it");
        ProfileJson.Parse(json.ToJsonString());
    }

    private static bool Fits(JsonNode json) => Schema.Evaluate(json).IsValid;

    private static JsonNode Changed(string field, string? value)
    {
        var root = JsonNode.Parse(ProfileJson.Write(ShippedProfiles.Default))!;
        var (node, path) = (root, field.Split('/'));
        foreach (var step in path.SkipLast(1))
        {
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        var replacement = value is null ? null : JsonNode.Parse(value);
        if (node is JsonArray items)
        {
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = replacement;
        }
        else if (value is null)
        {
            node.AsObject().Remove(path[^1]);
        }
        else
        {
            node[path[^1]] = replacement;
        }

        return root;
    }
}

using LiveIp.Contracts;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Scoring.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly ScoreProfile Good = Shows.Peak;

    public static TheoryData<string, ScoreProfile> Bad =>
        new()
        {
            { "id", Good with { Id = "" } },
            { "id", Good with { Id = "Mine" } },
            { "id", Good with { Id = "1a" } },
            { "id", Good with { Id = new('a', 64) } },
            { "version", Good with { Version = 0 } },
            { "label", Good with { Label = " " } },
            { "labelZh", Good with { LabelZh = "" } },
            { "clamp", Good with { Clamp = 0.5 } },
            { "clamp", Good with { Clamp = double.NaN } },
            { "groups", Good with { Groups = [] } },
            { "groups[0].group", Good with { Groups = [Good.Groups[0] with { Group = MetricGroup.Unspecified }] } },
            { "groups[0].weight", Good with { Groups = [Good.Groups[0] with { Weight = 0 }] } },
            { "groups[0].weight", Good with { Groups = [Good.Groups[0] with { Weight = double.PositiveInfinity }] } },
            { "groups[0].metrics", Good with { Groups = [Good.Groups[0] with { Metrics = [] }] } },
            { "groups[0].metrics[0].metric", Shows.Profile(("nonsense", 1)) },
            { "groups[0].metrics[0].metric", Shows.Profile((MetricIds.ViewersConcurrent, 1)) },
            { "groups[0].metrics[1].metric", Shows.Profile((MetricIds.Likes, 1), (MetricIds.Likes, 2)) },
            { "groups[0].metrics[0].weight", Shows.Profile((MetricIds.Likes, -1)) },
            { "groups[0].metrics[0].weight", Shows.Profile((MetricIds.Likes, double.NaN)) },
            { "groups[0].metrics[0].target", Target(new()) },
            { "groups[0].metrics[0].target", Target(new() { Tau = 1, BeatUsualBy = 0.1 }) },
            { "groups[0].metrics[0].target.tau", Target(new() { Tau = double.NaN }) },
            { "groups[0].metrics[0].target.beatUsualBy", Target(new() { BeatUsualBy = -1 }) },
            { "groups[0].metrics[0].target.beatUsualBy", Target(new() { BeatUsualBy = 0.1 }, MetricIds.FollowersTotal) },
            { "aggregation.exponent", Good with { Aggregation = new() { Kind = AggregationKind.Power } } },
            {
                "aggregation.exponent",
                Good with
                {
                    Aggregation = new() { Kind = AggregationKind.Power, Exponent = 1 },
                }
            },
            {
                "aggregation.exponent",
                Good with
                {
                    Aggregation = new() { Kind = AggregationKind.Power, Exponent = 0 },
                }
            },
            { "aggregation.exponent", Good with { Aggregation = new() { Exponent = 0.5 } } },
            { "policy.exclude[0]", Good with { Policy = new() { Exclude = [""] } } },
            { "policy.exclude[1]", Good with { Policy = new() { Exclude = ["twitch", "twitch"] } } },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_problem_names_its_field(string field, ScoreProfile profile) =>
        Assert.Equal(field, Assert.Single(ProfileValidator.Check(profile)).Field);

    [Fact]
    public void A_group_is_there_once() =>
        Assert.Equal(
            "groups[1].group",
            Assert
                .Single(ProfileValidator.Check(Good with { Groups = [Good.Groups[0], Shows.Profile((MetricIds.Likes, 1)).Groups[0]] }))
                .Field
        );

    [Fact]
    public void All_problems_come_at_once()
    {
        var problems = Assert.Throws<ProfileException>(static () => ProfileValidator.Require(Good with { Id = "", Version = -1 })).Problems;

        Assert.Equal(["id", "version"], problems.Select(static p => p.Field));
    }

    [Fact]
    public void Shipped_profiles_can_be_used_and_survive_writing()
    {
        Assert.All(ShippedProfiles.All, static p => Assert.Empty(ProfileValidator.Check(p)));
        Assert.All(
            ShippedProfiles.All,
            static p => Assert.Equal(ProfileJson.Write(p), ProfileJson.Write(ProfileJson.Parse(ProfileJson.Write(p))))
        );
        Assert.Equal(("default", 1), (ShippedProfiles.Default.Id, ShippedProfiles.Default.Version));
    }

    [Fact]
    public void Groups_of_the_default_weigh_what_the_founding_document_gives_them() =>
        Assert.Equal(
            [(MetricGroup.Interaction, 0.5), (MetricGroup.Spread, 0.2), (MetricGroup.Analytics, 0.3)],
            ShippedProfiles.Default.Groups.Select(static g => (g.Group, g.Weight))
        );

    [Theory]
    [InlineData("", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("""{"id":"a"}""", "$")]
    [InlineData("""{"id":"a","version":1.5}""", "version")]
    [InlineData("""{"id":"a","weights":1}""", "weights")]
    [InlineData("""{"id":"a","id":"b"}""", "id")]
    [InlineData("""{"groups":[{"group":1}]}""", "groups[0].group")]
    [InlineData("""{"groups":[{"group":"likes"}]}""", "groups[0].group")]
    [InlineData("""{"groups":null}""", "groups")]
    [InlineData("""{"groups":[{"weight":NaN}]}""", "groups[0].weight")]
    public void Text_that_is_no_profile_says_where(string json, string field) =>
        Assert.Equal(field, Assert.Single(Assert.Throws<ProfileException>(() => ProfileJson.Parse(json)).Problems).Field);

    [Fact]
    public void What_a_text_leaves_out_is_the_default()
    {
        var profile = ProfileJson.Parse(
            """
            {"id":"a","version":1,"label":"a","labelZh":"a","policy":{"exclude":["twitch"]},
             "groups":[{"group":"spread","weight":1,"metrics":[{"metric":"shares","weight":1}]}]}
            """
        );

        Assert.Equal((6, false, AggregationKind.Arithmetic), (profile.Clamp, profile.Loss.Smooth, profile.Aggregation.Kind));
        Assert.Equal(PlatformWeighting.ViewerMinutes, profile.Policy.Weighting);
        Assert.Equal(["twitch"], profile.Policy.Exclude);
    }

    private static ScoreProfile Target(ProfileTarget target, string metric = MetricIds.Likes)
    {
        var profile = Shows.Profile((metric, 1));
        return profile with { Groups = [profile.Groups[0] with { Metrics = [profile.Groups[0].Metrics[0] with { Target = target }] }] };
    }
}

using Grpc.Core;
using LiveIp.Host.Tests.Support;
using LiveIp.Scoring.Profiles;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Scoring;

public sealed class ProfileTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddDays(30));

    [Fact]
    public async Task Every_change_is_a_version_and_the_old_ones_still_score()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual);

        Assert.Equal(1, (await SaveAsync(host, Mine(clamp: 6))).Version);
        Assert.Equal(1, (await SaveAsync(host, Mine(clamp: 6))).Version);
        var second = await SaveAsync(host, Mine(clamp: 2), makeDefault: true);

        Assert.Equal((2, true, false), (second.Version, second.IsDefault, second.BuiltIn));
        Assert.Equal("profiles/mine@2", (await ScoreAsync(host, "")).ProfileVersion);
        Assert.Equal("profiles/mine@1", (await ScoreAsync(host, "profiles/mine@1")).ProfileVersion);
        Assert.Equal("profiles/default@1", (await ScoreAsync(host, "profiles/default")).ProfileVersion);

        var all = await Client(host).ListProfilesAsync(new() { AllVersions = true }, cancellationToken: Deadline.Token());
        Assert.Equal(
            [("profiles/default", 1, false), ("profiles/mine", 2, true), ("profiles/mine", 1, false)],
            all.Profiles.Select(static p => (p.Name, p.Version, p.IsDefault))
        );
        Assert.Equal(2, (await Client(host).ListProfilesAsync(new(), cancellationToken: Deadline.Token())).Profiles.Count);
        Assert.Contains("json-schema.org", all.JsonSchema, StringComparison.Ordinal);

        await host.StopAsync();
        await using var again = TestHost.Start(_clock, host.DataDirectory);
        Assert.Equal("profiles/mine@2", (await ScoreAsync(again, "")).ProfileVersion);
    }

    [Fact]
    public async Task The_default_can_be_turned_back()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual);
        await SaveAsync(host, Mine(clamp: 6), makeDefault: true);

        await Client(host).SaveProfileAsync(new() { Name = "profiles/default", MakeDefault = true }, cancellationToken: Deadline.Token());

        Assert.Equal("profiles/default@1", (await ScoreAsync(host, "")).ProfileVersion);
    }

    [Fact]
    public async Task A_preview_scores_beside_the_one_in_use_and_stores_nothing()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, [.. Show.Usual, new() { Day = 8, Messages = 300 }]);

        var preview = await Client(host).PreviewScoringAsync(new() { Json = OnlyChat() }, cancellationToken: Deadline.Token());

        Assert.Equal(8, preview.Scores.Count);
        var (now, previewed) = (preview.Scores[0].Now, preview.Scores[0].Previewed);
        Assert.Equal(now.Broadcast, previewed.Broadcast);
        Assert.Equal(["chat.messages"], previewed.Contributions.Select(static c => c.Metric));
        Assert.True(previewed.Value > now.Value);
        Assert.Single((await Client(host).ListProfilesAsync(new(), cancellationToken: Deadline.Token())).Profiles);
    }

    [Theory]
    [InlineData("", "json")]
    [InlineData("[]", "json")]
    [InlineData("null", "json")]
    [InlineData("{}", "json")]
    [InlineData("{\"clamp\": NaN}", "json.clamp")]
    [InlineData("clamp\": 1e999", "json.clamp")]
    [InlineData("clamp\": 0", "json.clamp")]
    [InlineData("clamp\": -1", "json.clamp")]
    public async Task A_profile_that_cannot_be_used_is_refused_by_field(string json, string field)
    {
        await using var host = TestHost.Start(_clock);
        var text = json.StartsWith("clamp", StringComparison.Ordinal)
            ? Mine(6).Replace("clamp\": 6", json, StringComparison.Ordinal)
            : json;
        Assert.Equal([field], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => SaveAsync(host, text)));
        Assert.Equal(
            [field],
            await RpcAssert.FailsAsync(
                StatusCode.InvalidArgument,
                "INVALID_FIELD",
                async () => await Client(host).PreviewScoringAsync(new() { Json = text }, cancellationToken: Deadline.Token())
            )
        );
    }

    [Theory]
    [InlineData("{\"metric\": \"chat.messages\", \"weight\": 0}", "json.groups[0].metrics[0].weight")]
    [InlineData("{\"metric\": \"chat.messages\", \"weight\": 1e999}", "json.groups[0].metrics[0].weight")]
    [InlineData("{\"metric\": \"chat.messages\", \"weight\": -1}", "json.groups[0].metrics[0].weight")]
    [InlineData("{\"metric\": \"happiness\", \"weight\": 1}", "json.groups[0].metrics[0].metric")]
    [InlineData("null", "json.groups[0].metrics[0]")]
    public async Task A_metric_that_cannot_be_weighed_is_refused_by_field(string metric, string field)
    {
        await using var host = TestHost.Start(_clock);
        var json = OnlyChat().Replace("{ \"metric\": \"chat.messages\", \"weight\": 1 }", metric, StringComparison.Ordinal);
        Assert.Equal([field], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => SaveAsync(host, json)));
    }

    [Fact]
    public async Task What_comes_with_LiveIp_is_not_changed()
    {
        await using var host = TestHost.Start(_clock);
        var json = ProfileJson.Write(ShippedProfiles.Default);
        await RpcAssert.FailsAsync(
            StatusCode.FailedPrecondition,
            "PROFILE_BUILT_IN",
            () => SaveAsync(host, json, name: "profiles/default")
        );
        await RpcAssert.FailsAsync(
            StatusCode.NotFound,
            "PROFILE_NOT_FOUND",
            async () =>
                await Client(host)
                    .SaveProfileAsync(new() { Name = "profiles/mine", MakeDefault = true }, cancellationToken: Deadline.Token())
        );
        Assert.Equal(["json.id"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => SaveAsync(host, json)));
    }

    private static string Mine(double clamp) => ProfileJson.Write(ShippedProfiles.Default with { Id = "mine", Clamp = clamp });

    private static string OnlyChat() =>
        """
            {
              "id": "mine", "version": 1, "label": "chat", "labelZh": "聊天",
              "groups": [{ "group": "interaction", "weight": 1, "metrics": [{ "metric": "chat.messages", "weight": 1 }] }]
            }
            """;

    private static ScoreService.ScoreServiceClient Client(TestHost host) => new(host.Channel);

    private static async Task<ScoringProfile> SaveAsync(
        TestHost host,
        string json,
        bool makeDefault = false,
        string name = "profiles/mine"
    ) =>
        (
            await Client(host)
                .SaveProfileAsync(
                    new()
                    {
                        Name = name,
                        Json = json,
                        MakeDefault = makeDefault,
                    },
                    cancellationToken: Deadline.Token()
                )
        ).Profile;

    private static async Task<BroadcastScore> ScoreAsync(TestHost host, string profile) =>
        (
            await Client(host)
                .GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last", Profile = profile }, cancellationToken: Deadline.Token())
        ).Score;
}

using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Scoring;

public sealed class ScoreServiceTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddMinutes(1));

    [Fact]
    public async Task One_platform_is_scored_with_every_term()
    {
        await using var host = TestHost.Start(clock: _clock);
        await TwitchAsync(host);

        var score = await ScoreAsync(host, "SeedPrinted");
        // 2 messages, 60 s of 100 viewers, 2 interactions over 100 viewer-minutes.
        Assert.Equal((0.2 * 2) + (0.5 * 6000) + (0.2 * 0.02), score.Value, 1e-9);
        Assert.Equal(0.9 / 1.8, score.Coverage, 1e-12);
        Assert.Equal(["I1", "I2", "I3", "S1", "S2", "D1", "D2"], score.Terms.Select(static t => t.Id));
        Assert.Equal("twitch: not offered by the platform", score.Terms[0].Missing);
        Assert.False(score.Terms[0].HasContribution);
        Assert.Equal((6000, 3000, "s"), (score.Terms[2].Input, score.Terms[2].Contribution, score.Terms[2].Unit));
        Assert.Equal((3, "SeedPrinted"), (score.AsOfSequence, score.Preset));
        Assert.Contains("higher = more engagement", score.Label, StringComparison.Ordinal);
        Assert.Empty(score.Excluded);
    }

    [Fact]
    public async Task Several_platforms_add_up_where_they_compare_and_what_is_left_out_is_named()
    {
        await using var host = TestHost.Start(clock: _clock);
        await TwitchAsync(host);
        await host.Log.WriteAsync(
            Sample.Batch(Sample.Chat("a"), Sample.Likes("l", 50)) with
            {
                Channel = "channels/bili",
                Platform = "bilibili",
            }
        );
        await host.Log.WriteAsync(
            Sample.Batch([.. Enumerable.Range(0, 99).Select(static i => Sample.Chat($"y{i}"))]) with
            {
                Channel = "channels/yt",
                Platform = "youtube",
            }
        );

        var score = await ScoreAsync(host, "SeedAlphaW");
        Assert.Equal("youtube", score.Excluded.Single().Platform);
        Assert.StartsWith("policy: ", score.Excluded.Single().Reason, StringComparison.Ordinal);
        Assert.Equal("not comparable across platforms: ask per channel", score.Terms[0].Missing);
        Assert.Equal(3, score.Terms[1].Input);
        Assert.Equal((6000, "without bilibili: not offered by the platform"), (score.Terms[2].Input, score.Terms[2].Missing));
        Assert.Equal((0.1 * 3) + (0.25 * 6000) + (0.02 * 0.02), score.Value, 1e-9);

        var bilibili = await ScoreAsync(host, "SeedAlphaW", "channels/bili");
        Assert.Equal(50, bilibili.Terms[0].Input);

        host.Policies.Confirm("youtube", FakeRegistry.AgreementText);
        var agreed = await ScoreAsync(host, "SeedAlphaW");
        Assert.Empty(agreed.Excluded);
        Assert.Equal(102, agreed.Terms[1].Input);
    }

    [Fact]
    public async Task Without_anything_allowed_there_is_no_value()
    {
        await using var host = TestHost.Start(clock: _clock);
        Assert.False((await ScoreAsync(host, "SeedPrinted")).HasValue);

        await host.Log.WriteAsync(Sample.Batch(Sample.Chat("a")) with { Platform = "youtube" });
        var score = await ScoreAsync(host, "SeedPrinted");
        Assert.Equal((false, 0), (score.HasValue, score.Coverage));
        Assert.All(score.Terms, static t => Assert.StartsWith("policy: ", t.Missing, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_emulated_platform_is_scored()
    {
        await using var host = TestHost.Start(_clock);
        host.Policies.Confirm("youtube", FakeRegistry.AgreementText, emulated: true);
        await host.Log.WriteAsync(Sample.Batch(Sample.Total(MetricIds.Likes, 7, 1)) with { Platform = "youtube" });
        Assert.Equal(3.5, (await ScoreAsync(host, "SeedPrinted")).Value, 1e-12);
    }

    [Fact]
    public async Task An_unknown_preset_is_named()
    {
        await using var host = TestHost.Start(clock: _clock);
        Assert.Equal(["preset"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => ScoreAsync(host, "seed")));
    }

    private static Task TwitchAsync(TestHost host) =>
        host.Log.WriteAsync(Sample.Gauge(MetricIds.ViewersConcurrent, 100, 0), Sample.Chat("a", 10), Sample.Chat("b", 20));

    private static async Task<Score> ScoreAsync(TestHost host, string preset, params string[] channels) =>
        (
            await new ScoreService.ScoreServiceClient(host.Channel).GetScoreAsync(
                new() { Preset = preset, Channels = { channels } },
                cancellationToken: Deadline.Token()
            )
        ).Score;
}

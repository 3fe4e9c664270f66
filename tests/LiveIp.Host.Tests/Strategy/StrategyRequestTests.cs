using Grpc.Core;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Strategy;

/// <summary>Each way of asking wrongly has the field at fault.</summary>
public sealed class StrategyRequestTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Wrong_wishes_are_refused_by_field()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        (string Fields, SuggestRequest Request)[] wrong =
        [
            ("profile", new() { Profile = "default" }),
            ("profile", new() { Profile = "profiles/" }),
            ("profile", new() { Profile = "profiles/" + new string('x', 200) }),
            ("candidates[0].labels", new() { Candidates = { new CandidateLabels() } }),
            ("candidates[0].labels.topic", Candidates("topic=")),
            ("candidates[0].labels", Candidates("top/ic=a")),
            ("candidates[0].labels.topic", Candidates("topic=" + new string('x', 65))),
            ("candidates[0].labels", Candidates(string.Join(',', Enumerable.Range(0, 17).Select(static i => $"l{i}=x")))),
            ("candidates[2]", Candidates("topic=a,slot=b", "topic=b", "slot=b,topic=a")),
            ("candidates", Candidates([.. Enumerable.Range(0, 201).Select(static i => $"topic=t{i}")])),
            ("vetoes[0].factor vetoes[0].value", new() { Vetoes = { new LabelValue() } }),
            (
                "vetoes[0].value",
                new()
                {
                    Vetoes =
                    {
                        new LabelValue { Factor = "topic", Value = "a\tb" },
                    },
                }
            ),
            ("vetoes", new() { Vetoes = { Enumerable.Repeat(new LabelValue { Factor = "a", Value = "b" }, 1001) } }),
            ("spacings[0].factor spacings[0].broadcasts", new() { Spacings = { new Spacing() } }),
            (
                "spacings[0].broadcasts",
                new()
                {
                    Spacings =
                    {
                        new Spacing { Factor = "topic", Broadcasts = -1 },
                    },
                }
            ),
            (
                "spacings[0].broadcasts",
                new()
                {
                    Spacings =
                    {
                        new Spacing { Factor = "topic", Broadcasts = int.MaxValue },
                    },
                }
            ),
            ("spacings", new() { Spacings = { Enumerable.Repeat(new Spacing { Factor = "a", Broadcasts = 1 }, 1001) } }),
        ];

        foreach (var (fields, request) in wrong)
        {
            var named = await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => rig.SuggestAsync(request));
            Assert.Equal(fields, string.Join(' ', named));
        }

        Assert.Empty((await rig.Client.ListSuggestionsAsync(new())).Suggestions);
    }

    [Theory]
    [InlineData("", "topic=a", "", "suggestion")]
    [InlineData("suggestions/", "topic=a", "", "suggestion")]
    [InlineData("suggestions/a/b", "topic=a", "", "suggestion")]
    [InlineData("suggestions/a", "topic=a", "12", "broadcast")]
    [InlineData("suggestions/a", "topic=a", "broadcasts/-1", "broadcast")]
    [InlineData("suggestions/a", "topic=", "", "labels.topic")]
    [InlineData("suggestions/a", "to:pic=a", "", "labels")]
    [InlineData("x", "topic= a", "x", "suggestion broadcast labels.topic")]
    public async Task Wrong_choices_are_refused_by_field(string suggestion, string labels, string broadcast, string fields)
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        var named = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            () => rig.RecordAsync(suggestion, labels, broadcast)
        );
        Assert.Equal(fields, string.Join(' ', named));
    }

    [Fact]
    public async Task Wrong_pages_and_back_tests_are_refused_by_field()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        async Task List(ListSuggestionsRequest request) => await rig.Client.ListSuggestionsAsync(request);

        Assert.Equal(
            ["page_size"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => List(new() { PageSize = -1 }))
        );
        foreach (var token in (string[])["x", "p", "p0", "pffffffffffffffff", "12"])
        {
            Assert.Equal(
                ["page_token"],
                await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", () => List(new() { PageToken = token }))
            );
        }

        Assert.Equal(
            ["profile"],
            await RpcAssert.FailsAsync(
                StatusCode.InvalidArgument,
                "INVALID_FIELD",
                async () => await rig.Client.BackTestAsync(new() { Profile = "x" })
            )
        );
    }

    private static SuggestRequest Candidates(params string[] labels) =>
        new() { Candidates = { labels.Select(static l => new CandidateLabels { Labels = { StrategyRig.Labels(l) } }) } };
}

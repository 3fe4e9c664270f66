using System.Text.Json.Nodes;
using LiveIp.Host.Demo.Acting;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Acting;

public sealed class ActingJudgeTests
{
    private const string Title = "星夜 Starry night";

    [Theory]
    [InlineData(1, 1, true, Title, true)]
    [InlineData(0, 1, true, Title, false)]
    [InlineData(2, 1, true, Title, false)]
    [InlineData(1, 2, true, Title, false)]
    [InlineData(1, 1, false, Title, false)]
    [InlineData(1, 1, true, "Another", false)]
    public void A_broadcast_was_made_once_when_it_is_the_only_one_and_bound_to_the_only_stream(
        int broadcasts,
        int streams,
        bool bound,
        string title,
        bool holds
    )
    {
        var channels = new JsonObject
        {
            ["youtube"] = new JsonObject
            {
                ["broadcasts"] = Repeat(broadcasts, () => new JsonObject { ["title"] = title, ["boundStream"] = bound ? "s" : null }),
                ["streams"] = Repeat(streams, static () => new JsonObject { ["id"] = "s" }),
            },
        };

        var truth = new ActingTruth(channels, new Truth([], []), new Dictionary<string, string[]>());

        Assert.Equal(holds, ActingJudge.IsMadeOnce(truth, Title));
    }

    [Theory]
    [InlineData(SendState.Sent, 1, true)]
    [InlineData(SendState.Sent, 0, false)]
    [InlineData(SendState.Sent, 2, false)]
    [InlineData(SendState.Unknown, 0, true)]
    [InlineData(SendState.Unknown, 1, true)]
    [InlineData(SendState.Unknown, 2, false)]
    [InlineData(SendState.Refused, 0, false)]
    [InlineData(SendState.Unsupported, 0, true)]
    [InlineData(SendState.Unsupported, 1, false)]
    public void A_line_that_was_sent_is_there_once_and_one_whose_fate_is_unknown_at_most_once(SendState told, int copies, bool holds) =>
        Assert.Equal(holds, ActingJudge.IsTrueOfLine(told, copies));

    private static JsonArray Repeat(int count, Func<JsonObject> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}

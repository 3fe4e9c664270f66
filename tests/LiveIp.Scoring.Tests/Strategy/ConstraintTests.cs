using LiveIp.Scoring.Strategy;
using static LiveIp.Scoring.Tests.Strategy.Histories;

namespace LiveIp.Scoring.Tests.Strategy;

public sealed class ConstraintTests
{
    private static readonly PastBroadcast[] History = Of(("music", 0), ("cooking", 0), ("talk", 0), ("retro", 1));

    [Fact]
    public void A_veto_removes_with_the_creators_words()
    {
        var suggestion = Suggest(new() { Vetoes = [new() { Labels = Labels(("topic", "retro")), Note = "the console is broken" }] });

        var removed = Assert.Single(suggestion.Removed);
        Assert.Equal("retro", removed.Candidate.Labels["topic"]);
        Assert.Contains("the console is broken", removed.Reason, StringComparison.Ordinal);
        Assert.Contains("the console is broken", removed.ReasonZh, StringComparison.Ordinal);
        Assert.DoesNotContain(suggestion.Options, static o => o.Candidate.Labels["topic"] == "retro");
        Assert.Same(removed, Assert.Single(suggestion.Decision!.Context.Removed));
    }

    [Theory]
    [InlineData(1, "retro")]
    [InlineData(2, "retro,talk")]
    [InlineData(3, "cooking,retro,talk")]
    public void Spacing_in_broadcasts_counts_those_in_between(int broadcasts, string removed) =>
        Assert.Equal(removed, Removed(new() { Spacings = [new() { Factor = "topic", Broadcasts = broadcasts }] }));

    [Fact]
    public void Spacing_of_one_value_leaves_the_others() =>
        Assert.Equal(
            "retro",
            Removed(
                new()
                {
                    Spacings =
                    [
                        new()
                        {
                            Factor = "topic",
                            Value = "retro",
                            Broadcasts = 4,
                        },
                    ],
                }
            )
        );

    [Fact]
    public void Spacing_in_time_counts_from_start_to_start()
    {
        // Planned a day after retro, two after talk.
        Assert.Equal("retro", Removed(new() { Spacings = [new() { Factor = "topic", Time = TimeSpan.FromHours(48) }] }));
        Assert.Equal("retro,talk", Removed(new() { Spacings = [new() { Factor = "topic", Time = TimeSpan.FromHours(49) }] }));
    }

    [Fact]
    public void A_broadcast_without_a_reward_counts_for_spacing()
    {
        var history = History.Append(Broadcast(9, Labels(("topic", "music")), null)).ToArray();
        var request = Request(history) with { Constraints = new() { Spacings = [new() { Factor = "topic", Broadcasts = 1 }] } };

        Assert.Equal("music", Assert.Single(Strategist.Suggest(request).Removed).Candidate.Labels["topic"]);
    }

    [Fact]
    public void When_nothing_is_left_it_is_said_and_nothing_drawn()
    {
        var suggestion = Suggest(new() { Spacings = [new() { Factor = "topic", Broadcasts = 9 }] });

        Assert.Empty(suggestion.Options);
        Assert.Null(suggestion.Decision);
        Assert.Equal(4, suggestion.Removed.Count);
        Assert.Contains("remove every candidate", suggestion.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void All_broken_rules_are_named()
    {
        var suggestion = Suggest(
            new()
            {
                Vetoes = [new() { Labels = Labels(("topic", "retro")) }],
                Spacings =
                [
                    new()
                    {
                        Factor = "topic",
                        Value = "retro",
                        Broadcasts = 2,
                    },
                ],
            }
        );

        Assert.Contains("ruled out; ", Assert.Single(suggestion.Removed).Reason, StringComparison.Ordinal);
    }

    private static string Removed(Constraints constraints) =>
        string.Join(',', Suggest(constraints).Removed.Select(static r => r.Candidate.Labels["topic"]).Order(StringComparer.Ordinal));

    private static Suggestion Suggest(Constraints constraints) =>
        Strategist.Suggest(Request(History) with { Constraints = constraints, PlannedStart = Start.AddDays(4) });
}

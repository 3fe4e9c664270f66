using CsCheck;
using LiveIp.Host.Strategy.Suggesting;

namespace LiveIp.Host.Tests.Strategy;

public sealed class CandidateSetTests
{
    [Fact]
    public void Too_many_combinations_are_cut_where_the_longest_unused_values_are_and_it_says_so()
    {
        // 30 topics, of which t0 is the oldest, in 10 slots: 300.
        var history = Enumerable.Range(0, 30).Select(static i => Labels($"topic=t{i}", $"slot=s{i % 10}")).ToArray();

        var set = CandidateSet.Tried(history);

        Assert.Equal(200, set.Candidates.Count);
        Assert.DoesNotContain(set.Candidates, static c => c.Labels["topic"] == "t9");
        Assert.Contains(set.Candidates, static c => c.Labels["topic"] == "t10" && c.Labels["slot"] == "s3");
        Assert.Contains(
            "more than 200 combinations: topic=t0, topic=t1, topic=t2, topic=t3, topic=t4 and 5 more",
            set.LeftOut,
            StringComparison.Ordinal
        );
        Assert.Contains("topic=t0", set.LeftOutZh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_label_that_most_have_is_a_factor_even_if_less_than_half_have_it()
    {
        var set = CandidateSet.Tried([Labels("a=1"), Labels("b=1"), Labels("c=1"), Labels("c=2"), Labels("d=1")]);
        Assert.Equal(["c=1", "c=2"], set.Candidates.Select(static c => LabelWords.Key(c.Labels)));
        Assert.Contains("a, b, d", set.LeftOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_history_gives_few_and_different_candidates_of_nothing_but_tried_values() =>
        Gen.Dictionary(Gen.Char['a', 'h'].Select(static c => c.ToString()), Gen.Int[0, 30].Select(static i => $"v{i}"))[1, 8]
            .Array[1, 40]
            .Sample(
                history =>
                {
                    var set = CandidateSet.Tried(history);
                    Assert.InRange(set.Candidates.Count, 1, CandidateSet.Most);
                    Assert.Equal(
                        set.Candidates.Count,
                        set.Candidates.Select(static c => LabelWords.Key(c.Labels)).Distinct(StringComparer.Ordinal).Count()
                    );
                    foreach (var candidate in set.Candidates)
                    {
                        Assert.Equal(set.Factors.Order(StringComparer.Ordinal), candidate.Labels.Keys.Order(StringComparer.Ordinal));
                        Assert.All(candidate.Labels, l => Assert.Contains(history, h => h.GetValueOrDefault(l.Key) == l.Value));
                    }

                    var isWhole = set.Factors.Aggregate(
                        1L,
                        (product, f) => product * history.Select(h => h.GetValueOrDefault(f)).OfType<string>().Distinct().Count()
                    );
                    Assert.Equal(isWhole > CandidateSet.Most, set.Candidates.Count < isWhole);
                    Assert.Equal(set.LeftOut.Length == 0, set.LeftOutZh.Length == 0);
                },
                iter: 500
            );

    private static Dictionary<string, string> Labels(params string[] labels) =>
        labels.Select(static l => l.Split('=')).ToDictionary(static l => l[0], static l => l[1]);
}

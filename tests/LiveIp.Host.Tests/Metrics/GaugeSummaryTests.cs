using CsCheck;
using LiveIp.Host.Metrics;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Metrics;

public sealed class GaugeSummaryTests
{
    [Fact]
    public void Values_are_held_until_the_next_the_end_or_five_minutes()
    {
        var summary = Of(1000, (0, 10), (60, 20), (90, null), (200, 40), (800, 1))!;

        // 10 for 60 s, 20 for 30 s, nothing for 110 s, 40 for 300 s of 600, nothing for 300 s, 1 for 200 s.
        Assert.Equal((60 * 10) + (30 * 20) + (300 * 40) + 200, summary.Area, 1e-9);
        Assert.Equal(60 + 30 + 300 + 200, summary.Seconds, 1e-9);
        Assert.Equal((40, 1, 4), (summary.Peak, summary.Last, summary.Samples));
    }

    [Fact]
    public void A_value_from_before_is_held_into_the_stretch_and_none_beyond_it()
    {
        var summary = Of(60, (-30, 100), (30, 10), (60, 9999))!;

        Assert.Equal((30 * 100) + (30 * 10), summary.Area, 1e-9);
        Assert.Equal((100, 10, 1), (summary.Peak, summary.Last, summary.Samples));
        Assert.Null(Of(60, (-300, 100)));
        Assert.Null(Of(60));
        Assert.Null(Of(60, (0, null)));
    }

    [Fact]
    public void Area_is_that_of_a_walk_second_by_second() =>
        Gen.Select(Gen.Int[-400, 400], Gen.Long[0, 1000], Gen.Bool)
            .Array[0, 15]
            .Sample(static raw =>
            {
                var samples = raw.OrderBy(static s => s.Item1).Select(static s => (s.Item1, s.Item3 ? s.Item2 : (long?)null)).ToArray();
                long area = 0;
                long seconds = 0;
                for (var second = 0; second < 300; second++)
                {
                    var held = samples.LastOrDefault(s => s.Item1 <= second, (int.MinValue / 2, null));
                    if (held.Item2 is { } value && second - held.Item1 < 300)
                    {
                        area += value;
                        seconds++;
                    }
                }

                var summary = Of(300, samples);
                Assert.Equal(area, summary?.Area ?? 0, 1e-6);
                Assert.Equal(seconds, summary?.Seconds ?? 0, 1e-6);
            });

    private static GaugeSummary? Of(int seconds, params (int Second, long? Value)[] samples) =>
        GaugeSummary.Of(
            samples.Select(static s => new GaugeSample(Sample.Start.AddSeconds(s.Second).ToUnixTimeMilliseconds(), s.Value)),
            new(Sample.Start, Sample.Start.AddSeconds(seconds))
        );
}

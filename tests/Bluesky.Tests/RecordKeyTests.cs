using CsCheck;
using LiveIp.Plugins.Bluesky.Records;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class RecordKeyTests
{
    private static readonly DateTimeOffset Instant = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    // The alphabet's first letter is zero, as the specification's example of the smallest key shows.
    [Fact]
    public void The_key_holds_the_time_to_the_millisecond()
    {
        var key = RecordKey.Of(Instant, "dlv_01");

        var value = key.Aggregate(0L, (all, letter) => (all << 5) | (long)"234567abcdefghijklmnopqrstuvwxyz".IndexOf(letter));
        Assert.Equal(13, key.Length);
        Assert.Equal(Instant.ToUnixTimeMilliseconds(), (value >> 10) / 1000);
    }

    [Fact]
    public void Later_deliveries_sort_behind() =>
        Gen.Select(Gen.Int[1, int.MaxValue], Gen.String, Gen.String)
            .Sample(
                (later, one, other) =>
                    Assert.True(string.CompareOrdinal(RecordKey.Of(Instant, one), RecordKey.Of(Instant.AddMilliseconds(later), other)) < 0)
            );

    [Fact]
    public void A_thousand_deliveries_of_one_millisecond_have_a_thousand_keys() =>
        Assert.InRange(Enumerable.Range(0, 1000).Select(i => RecordKey.Of(Instant, $"dlv_{i}")).Distinct().Count(), 999, 1000);
}

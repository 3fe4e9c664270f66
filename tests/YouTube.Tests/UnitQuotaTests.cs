using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;

namespace YouTube.Tests;

public sealed class UnitQuotaTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_search_takes_no_units_where_there_are_no_searches(bool left)
    {
        var day = new Day { Searches = left ? 1 : 0 };
        var quota = new UnitQuota(day, QuotaCosts.Parse("default, search.list=100")!);

        var fault = Record.Exception(() => quota.Spend(QuotaCosts.Search));

        Assert.Equal(left, fault is null);
        Assert.Equal((0, left ? 100 : 0), (day.Searches, day.Units));
    }

    /// <summary>A day with so many searches left.</summary>
    private sealed class Day : IQuota
    {
        public int Searches { get; set; }

        public int Units { get; private set; }

        public void Spend(string bucket, string operation, int units, QuotaUse use)
        {
            if (bucket == UnitQuota.Bucket)
            {
                Units += units;
            }
            else if ((Searches -= units) < 0)
            {
                Searches = 0;
                throw new AdapterException(FailureKind.RateLimited, "There are none left.");
            }
        }

        public TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share) => wanted;

        public void Observe(string name, long limit, long left, DateTimeOffset resetsAt) { }
    }
}

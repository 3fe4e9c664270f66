using LiveIp.Contracts;
using LiveIp.Host.Quotas;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Quotas;

public sealed class QuotaLedgerTests
{
    // Noon in Los Angeles.
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-26T20:00:00Z"));
    private readonly MemoryQuotaStore _store = new();

    [Fact]
    public async Task What_was_used_is_never_forgotten_and_after_an_end_in_order_exact()
    {
        var killed = Quota(new QuotaLedger(_store, _clock));
        for (var i = 0; i < 24; i++)
        {
            killed.Spend("units", "liveChatMessages.streamList", 5, QuotaUse.Reading);
        }

        // One write serves many calls.
        Assert.InRange(_store.Writes, 1, 4);
        var next = new QuotaLedger(_store, _clock);
        var quota = Quota(next);
        var used = next.List().Single().Used;
        Assert.InRange(used, 120, 120 + BucketUse.Ahead);

        quota.Spend("units", "videos.list", 1, QuotaUse.Reading);
        await next.StopAsync(TestContext.Current.CancellationToken);
        var last = new QuotaLedger(_store, _clock);
        Quota(last);
        Assert.Equal(used + 1, last.List().Single().Used);
    }

    [Fact]
    public void All_adapters_of_a_platform_spend_from_one_count_and_others_from_their_own()
    {
        var ledger = new QuotaLedger(_store, _clock);
        Quota(ledger).Spend("units", "videos.list", 1, QuotaUse.Reading);
        Quota(ledger).Spend("units", "videos.list", 2, QuotaUse.Reading);
        Quota(ledger, "other").Spend("units", "x", 7, QuotaUse.Reading);

        Assert.Equal([("other", 7L), ("test", 3L)], ledger.List().Select(static s => (s.Platform, s.Used)));
        Assert.Equal(3, ledger.List()[1].ByOperation["videos.list"]);
    }

    [Fact]
    public void The_reserve_is_only_for_what_a_person_asks_for()
    {
        var ledger = new QuotaLedger(_store, _clock);
        var quota = Quota(ledger);
        quota.Spend("units", "a", 8_999, QuotaUse.Reading);

        var refused = Assert.Throws<AdapterException>(() => quota.Spend("units", "videos.list", 2, QuotaUse.Reading));
        Assert.Equal(
            (FailureKind.RateLimited, TimeSpan.FromHours(12), QuotaBucket.Spent),
            (refused.Kind, refused.RetryAfter, refused.Reason)
        );
        quota.Spend("units", "liveChatMessages.insert", 1_001, QuotaUse.Acting);
        Assert.Throws<AdapterException>(() => quota.Spend("units", "liveChatMessages.insert", 1, QuotaUse.Acting));
        Assert.Equal((10_000, 0), (ledger.List().Single().Used, ledger.List().Single().Left));
        Assert.Equal(TimeSpan.FromHours(12), quota.Pace("units", TimeSpan.FromSeconds(30), 1, 1));
    }

    [Theory]
    [InlineData("2026-11-26T20:00:00Z", "2026-11-27T08:00:00Z")]
    [InlineData("2026-07-01T20:00:00Z", "2026-07-02T07:00:00Z")]
    // The clocks go forward and back: days of 23 and of 25 hours.
    [InlineData("2026-03-08T08:30:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("2026-11-01T07:30:00Z", "2026-11-02T08:00:00Z")]
    public void It_is_new_at_midnight_of_its_zone(string now, string midnight)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now));
        var ledger = new QuotaLedger(_store, clock);
        var quota = Quota(ledger);
        quota.Spend("units", "a", 500, QuotaUse.Reading);

        Assert.Equal(DateTimeOffset.Parse(midnight), ledger.List().Single().ResetsAt);
        clock.SetUtcNow(DateTimeOffset.Parse(midnight).AddSeconds(-1));
        Assert.Equal(500, ledger.List().Single().Used);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, ledger.List().Single().Used);
        Assert.Empty(ledger.List().Single().ByOperation);
    }

    [Fact]
    public void It_says_when_the_units_will_be_used_up_at_this_pace()
    {
        var ledger = new QuotaLedger(_store, _clock);
        var quota = Quota(ledger);
        for (var minute = 0; minute < 90; minute++)
        {
            quota.Spend("units", "a", 50, QuotaUse.Reading);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        var status = ledger.List().Single();
        Assert.Equal(3_000, status.PerHour, 60.0);
        // 4,500 of 9,000 are left at 3,000 an hour.
        Assert.Equal(1.5, (status.RunsOutAt!.Value - _clock.GetUtcNow()).TotalHours, 0.05);
        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((0, null), (ledger.List().Single().PerHour, ledger.List().Single().RunsOutAt));
    }

    [Fact]
    public void What_was_not_declared_is_refused_and_what_a_platform_tells_is_shown()
    {
        var ledger = new QuotaLedger(_store, _clock);
        var quota = Quota(ledger);

        Assert.Throws<AdapterException>(() => quota.Spend("other", "a", 1, QuotaUse.Reading));
        quota.Observe("helix", 800, 790, _clock.GetUtcNow().AddSeconds(30));
        quota.Observe("helix", 800, 700, _clock.GetUtcNow().AddSeconds(30));

        var told = ledger.List()[0];
        Assert.Equal(("helix", 800, 700, 100, true), (told.Bucket, told.Limit, told.Left, told.Used, told.IsObserved));
    }

    private static IQuota Quota(QuotaLedger ledger, string platform = "test") => ledger.For(platform, new CountedAdapter());
}

using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Quotas;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Quotas;

public sealed class QuotaServiceTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-11-26T20:00:00Z"));

    [Fact]
    public async Task Whoever_asks_sees_what_is_left_also_after_a_restart()
    {
        using var directory = new TempDirectory();
        using (var database = new StateDatabase(new LiveIpOptions { DataDirectory = directory.Path }))
        {
            var ledger = Ledger(database);
            ledger.For("youtube", new CountedAdapter()).Spend("units", "liveBroadcasts.insert", 50, QuotaUse.Acting);
            var quota = (await ListAsync(ledger)).Single();
            Assert.Equal(
                ("youtube", "units", 10_000, 50, 9_950, 1_000),
                (quota.Platform, quota.Bucket, quota.Limit, quota.Used, quota.Left, quota.Reserve)
            );
            Assert.Equal(DateTimeOffset.Parse("2026-11-27T08:00:00Z"), quota.ResetTime.ToDateTimeOffset());
            Assert.Equal((50, null, false), (quota.UsedByOperation["liveBroadcasts.insert"], quota.RunOutTime, quota.Observed));
            await ledger.StopAsync(TestContext.Current.CancellationToken);
        }

        using var again = new StateDatabase(new LiveIpOptions { DataDirectory = directory.Path });
        var next = Ledger(again);
        next.For("youtube", new CountedAdapter());
        Assert.Equal(50, (await ListAsync(next)).Single().Used);
    }

    private QuotaLedger Ledger(StateDatabase database) => new(new QuotaStore(database, NullLogger<QuotaStore>.Instance), _clock);

    private static async Task<IReadOnlyList<Quota>> ListAsync(QuotaLedger ledger) =>
        (await new QuotaServiceApi(ledger).ListQuotas(new ListQuotasRequest(), null!)).Quotas;
}

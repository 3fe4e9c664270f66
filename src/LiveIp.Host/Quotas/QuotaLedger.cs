using System.Collections.Concurrent;
using LiveIp.Contracts;
using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Quotas;

/// <summary>The quotas of all platforms: one count each, whatever channel or version of a plugin spends from it.</summary>
internal sealed class QuotaLedger(IQuotaStore store, TimeProvider clock, QuotaTimes? times = null) : IHostedService
{
    /// <summary>A plugin that made up names would fill the memory.</summary>
    private const int MostObserved = 32;

    private readonly QuotaTimes _times = times ?? new QuotaTimes();
    private readonly ConcurrentDictionary<(string Platform, string Bucket), BucketUse> _uses = [];
    private readonly ConcurrentDictionary<(string Platform, string Name), QuotaStatus> _observed = [];

    /// <summary>As an adapter of the platform sees it.</summary>
    public IQuota For(string platform, IPlatformAdapter adapter)
    {
        var buckets = adapter is IQuotaPlatform declared ? declared.QuotaBuckets : [];
        foreach (var bucket in buckets)
        {
            _uses.GetOrAdd((platform, bucket.Id), key => new BucketUse(key.Platform, store, _times, clock)).Describe(bucket);
        }

        return new PlatformQuota(this, platform);
    }

    /// <summary>By platform, then by name.</summary>
    public IReadOnlyList<QuotaStatus> List() =>
        [
            .. _uses
                .Values.Select(static u => u.Status())
                .Concat(_observed.Values)
                .OrderBy(static s => s.Platform, StringComparer.Ordinal)
                .ThenBy(static s => s.Bucket, StringComparer.Ordinal),
        ];

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var use in _uses.Values)
        {
            use.Settle();
        }

        return Task.CompletedTask;
    }

    private BucketUse Find(string platform, string bucket) =>
        _uses.TryGetValue((platform, bucket), out var use)
            ? use
            : throw new AdapterException(FailureKind.Refused, $"The plugin counts '{bucket}', which it has not declared.");

    private void Observe(QuotaStatus told)
    {
        if (_observed.Count < MostObserved || _observed.ContainsKey((told.Platform, told.Bucket)))
        {
            _observed[(told.Platform, told.Bucket)] = told;
        }
    }

    private sealed class PlatformQuota(QuotaLedger ledger, string platform) : IQuota
    {
        public void Spend(string bucket, string operation, int units, QuotaUse use) =>
            ledger.Find(platform, bucket).Spend(operation, units, use);

        public TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share) =>
            ledger.Find(platform, bucket).Pace(wanted, units, share);

        public void Observe(string name, long limit, long left, DateTimeOffset resetsAt) =>
            ledger.Observe(
                new()
                {
                    Platform = platform,
                    Bucket = name,
                    Label = name,
                    LabelZh = name,
                    Limit = limit,
                    Used = limit - left,
                    Left = left,
                    ResetsAt = resetsAt,
                    IsObserved = true,
                }
            );
    }
}

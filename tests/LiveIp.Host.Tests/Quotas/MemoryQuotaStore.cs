using LiveIp.Host.Quotas;

namespace LiveIp.Host.Tests.Quotas;

/// <summary>Keeps the counts of one test.</summary>
internal sealed class MemoryQuotaStore : IQuotaStore
{
    private readonly Dictionary<(string, string, DateOnly), long> _used = [];

    public int Writes { get; private set; }

    public long Read(string platform, string bucket, DateOnly day) => _used.GetValueOrDefault((platform, bucket, day));

    public bool TryWrite(string platform, string bucket, DateOnly day, long used)
    {
        _used[(platform, bucket, day)] = used;
        Writes++;
        return true;
    }
}

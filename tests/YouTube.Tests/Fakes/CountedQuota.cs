using System.Collections.Concurrent;
using LiveIp.Contracts;

namespace YouTube.Tests.Fakes;

/// <summary>Adds up what was spent, and slows nothing down.</summary>
internal sealed class CountedQuota : IQuota
{
    public ConcurrentQueue<(string Operation, int Units, QuotaUse Use)> Calls { get; } = [];

    public int Used => Calls.Sum(static c => c.Units);

    public void Spend(string bucket, string operation, int units, QuotaUse use) => Calls.Enqueue((operation, units, use));

    public TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share) => wanted;

    public void Observe(string name, long limit, long left, DateTimeOffset resetsAt) { }
}

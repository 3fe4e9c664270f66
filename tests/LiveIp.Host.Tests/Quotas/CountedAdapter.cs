using LiveIp.Contracts;

namespace LiveIp.Host.Tests.Quotas;

/// <summary>Declares a quota as YouTube has it.</summary>
internal sealed class CountedAdapter : IPlatformAdapter, IQuotaPlatform
{
    public IReadOnlyList<QuotaBucket> QuotaBuckets { get; } =
    [
        new()
        {
            Id = "units",
            Label = "quota units",
            UnitsPerDay = 10_000,
            Reserve = 1_000,
            TimeZone = "America/Los_Angeles",
        },
    ];

    public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task RunAsync(IConnection connection, CancellationToken cancellationToken) => throw new NotSupportedException();
}

using System.Diagnostics.Metrics;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Operations;

[Collection(nameof(OperationsHost))]
public sealed class DocumentedMetricsTests
{
    [Fact]
    public async Task The_table_in_the_docs_and_the_meters_agree()
    {
        using var directory = new TempDirectory();
        await using var host = await OperationsHost.StartAsync(directory.Path);
        // Made when they are first needed.
        _ = (host.Get<TokenMeter>(), host.Get<DeliveryMeter>());
        var found = new SortedSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Signals.Name)
            {
                found.Add($"| `{instrument.Name}` | `{instrument.Unit}` | {instrument.Description} |");
            }
        };
        listener.Start();

        var lines = await File.ReadAllLinesAsync(Docs(), Deadline.Token());

        Assert.Equal(found, lines.Where(static l => l.StartsWith("| `liveip.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static string Docs()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "LiveIp.sln")))
        {
            at = at.Parent ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
        }

        return Path.Combine(at.FullName, "docs", "operations.md");
    }
}

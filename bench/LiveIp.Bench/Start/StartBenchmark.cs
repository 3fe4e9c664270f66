using LiveIp.Bench.Report;

namespace LiveIp.Bench.Start;

/// <summary>How long a user waits for a host.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Times = 7;

    public string Name => "start";

    public string Description => "from the start of the host's process, all plugins of the build, to its first answer over gRPC";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        run.Report.Note($"{Times} starts, each with a fresh data directory; the median and the slowest.");
        var (times, resident, plugins) = (new List<double>(), new List<double>(), 0);
        for (var i = 0; i < Times; i++)
        {
            await using var host = await HostProcess.StartAsync(cancellationToken);
            times.Add(host.FirstAnswer.TotalMilliseconds);
            resident.Add(host.Resident);
            plugins = host.Plugins;
        }

        times.Sort();
        resident.Sort();
        run.Report.Add(new("plugins loaded", plugins, "plugins"));
        run.Report.Add(new("to the first answer, median", times[Times / 2], "ms"));
        run.Report.Add(new("to the first answer, slowest", times[^1], "ms"));
        run.Report.Add(new("resident after it, median", resident[Times / 2], "MiB"));
    }
}

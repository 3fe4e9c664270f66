using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Comparison;

/// <summary>Sets what the host tells of a show beside what the emulators say truly happened.</summary>
internal sealed class ShowComparison(
    EmulatorChild emulators,
    GrpcChannel channel,
    LogCollector log,
    IReadOnlyDictionary<string, string> names,
    TimeProvider time
)
{
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(40);

    /// <summary>Compares until everything that can arrive has arrived, or time is up.</summary>
    /// <param name="samplingInterval">Between two readings of a gauge, by the clock that the host goes by.</param>
    /// <param name="pause">Between two looks.</param>
    public async Task<IReadOnlyList<PlatformReport>> SettleAsync(
        ShowWindow window,
        TimeSpan samplingInterval,
        TimeSpan pause,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var reports = await CompareAsync(window, samplingInterval, cancellationToken);
            if (reports.All(r => r.Holds) || time.GetElapsedTime(start) > SettleWithin)
            {
                return reports;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<PlatformReport>> CompareAsync(
        ShowWindow window,
        TimeSpan samplingInterval,
        CancellationToken cancellationToken
    )
    {
        var truth = window.Of(await emulators.GetTruthAsync(cancellationToken));
        var events = window.Of(log.Snapshot());
        var request = new GetMetricsRequest();
        if (window != ShowWindow.Whole)
        {
            request.StartTime = window.From.ToTimestamp();
        }

        var metrics = await new MetricService.MetricServiceClient(channel).GetMetricsAsync(request, cancellationToken: cancellationToken);
        var reports = new List<PlatformReport>();
        foreach (var (platform, name) in names)
        {
            var occurrences = truth.Occurrences.Where(o => o.Platform == platform).ToList();
            var logged = new LoggedEvents(events.Where(e => e.Channel == name));
            var report = TruthComparison.Compare(platform, occurrences, logged);
            MetricComparison.Compare(
                report,
                occurrences,
                [.. truth.Samples.Where(s => s.Platform == platform)],
                logged,
                [.. metrics.Values.Where(v => v.Channel == name)],
                samplingInterval
            );
            reports.Add(report);
        }

        return reports;
    }
}

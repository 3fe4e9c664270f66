using Grpc.Net.Client;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Support;

/// <summary>Reads the whole log over gRPC and sets it beside the truth.</summary>
internal static class Comparing
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Compares until all holds; when time is up, answers what then stands.</summary>
    public static async Task<IReadOnlyDictionary<string, PlatformReport>> SettleAsync(
        EmulatorChild emulators,
        GrpcChannel channel,
        IReadOnlyDictionary<string, string> names,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var reports = await CompareAsync(emulators, channel, names, cancellationToken);
            if (reports.Values.All(r => r.Holds) || TimeProvider.System.GetElapsedTime(start) > within)
            {
                return reports;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>All that was found wrong, as sentences; empty when nothing was.</summary>
    public static IReadOnlyList<string> Findings(PlatformReport report) =>
        [
            .. report.Lost,
            .. report.Doubled,
            .. report.Wrong,
            .. report.Undisclosed,
            .. report.Metrics.Where(m => !m.Holds).Select(m => $"{m.Metric} {m.Currency} is {m.Value}, truly {m.Truth}"),
        ];

    private static async Task<IReadOnlyDictionary<string, PlatformReport>> CompareAsync(
        EmulatorChild emulators,
        GrpcChannel channel,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        var truth = await emulators.GetTruthAsync(cancellationToken);
        var events = await ReadLogAsync(channel, cancellationToken);
        var metrics = await new MetricService.MetricServiceClient(channel).GetMetricsAsync(
            new GetMetricsRequest(),
            cancellationToken: cancellationToken
        );
        var reports = new Dictionary<string, PlatformReport>(StringComparer.Ordinal);
        foreach (var (platform, name) in names)
        {
            var occurrences = truth.Occurrences.Where(o => o.Platform == platform).ToList();
            var logged = new LoggedEvents(events.Where(e => e.Channel == name));
            reports[platform] = TruthComparison.Compare(platform, occurrences, logged);
            MetricComparison.Compare(
                reports[platform],
                occurrences,
                [.. truth.Samples.Where(s => s.Platform == platform)],
                logged,
                [.. metrics.Values.Where(v => v.Channel == name)],
                DemoSetup.SamplingInterval
            );
        }

        return reports;
    }

    private static async Task<List<LiveEvent>> ReadLogAsync(GrpcChannel channel, CancellationToken cancellationToken)
    {
        var client = new EventService.EventServiceClient(channel);
        var events = new List<LiveEvent>();
        var page = "";
        do
        {
            var answer = await client.ListEventsAsync(
                new ListEventsRequest { PageSize = 1000, PageToken = page },
                cancellationToken: cancellationToken
            );
            events.AddRange(answer.Events);
            page = answer.NextPageToken;
        } while (page.Length > 0);
        return events;
    }
}

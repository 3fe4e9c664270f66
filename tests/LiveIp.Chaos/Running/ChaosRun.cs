using System.Text.Json.Nodes;
using Grpc.Core;
using LiveIp.Chaos.Children;
using LiveIp.Chaos.Judging;
using LiveIp.Chaos.Schedules;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Schedule = LiveIp.Chaos.Schedules.Schedule;

namespace LiveIp.Chaos.Running;

/// <summary>Runs one schedule on processes of its own and judges what is left.</summary>
/// <param name="directory">Made by the run; whoever runs it deletes or keeps it.</param>
internal sealed class ChaosRun(Schedule schedule, string directory)
{
    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Faults that could not be carried out on this machine.</summary>
    public IReadOnlyList<string> Skipped { get; private set; } = [];

    public async Task<Verdict> RunAsync(CancellationToken cancellationToken)
    {
        await using var volume = await DataVolume.CreateAsync(Path.Combine(directory, "data"), schedule.Has(FaultKind.FullDisk));
        var clock = new ClockHistory(_time);
        await using var host = new HostLives(volume.Path, clock);
        var platforms = new Dictionary<string, PlatformChild>(StringComparer.Ordinal);
        try
        {
            foreach (var platform in Schedule.Platforms)
            {
                platforms[platform] = await PlatformChild.StartAsync(platform, Path.Combine(directory, platform), cancellationToken);
            }

            await host.StartAsync(cancellationToken);
            var verdict = await RunAsync(host, platforms, volume, clock, cancellationToken);
            if (!verdict.Holds)
            {
                await KeepAsync(platforms, volume, verdict, cancellationToken);
            }

            return verdict;
        }
        finally
        {
            await File.WriteAllLinesAsync(Path.Combine(directory, "host.log"), host.Said, CancellationToken.None);
            foreach (var platform in platforms.Values)
            {
                await platform.DisposeAsync();
            }
        }
    }

    private async Task<Verdict> RunAsync(
        HostLives host,
        Dictionary<string, PlatformChild> platforms,
        DataVolume volume,
        ClockHistory clock,
        CancellationToken cancellationToken
    )
    {
        var setup = new DemoSetup(host.Present.Channel);
        var names = await setup.ConnectAsync(Config(platforms), cancellationToken);
        await setup.WaitOnlineAsync(OnlineWithin, cancellationToken);
        await Task.WhenAll(
            platforms.Values.Select(p =>
                p.StartShowAsync(new { seed = schedule.Seed, seconds = schedule.Show.TotalSeconds }, cancellationToken)
            )
        );
        var faults = new FaultRunner(schedule, host, platforms, volume, _time);
        await faults.RunAsync(cancellationToken);
        Skipped = faults.Skipped;
        foreach (var platform in platforms.Values)
        {
            await WaitForEndAsync(platform, cancellationToken);
        }

        try
        {
            await new DemoSetup(host.Present.Channel).WaitOnlineAsync(BackWithin, cancellationToken);
        }
        catch (TimeoutException late)
        {
            var last = await DecideAsync(host, platforms, names, clock, faults, cancellationToken);
            return last with { Findings = ["the host does not recover: " + late.Message, .. last.Findings] };
        }

        var start = _time.GetTimestamp();
        while (true)
        {
            var verdict = await DecideAsync(host, platforms, names, clock, faults, cancellationToken);
            if (verdict.Holds || _time.GetElapsedTime(start) > SettleWithin)
            {
                return verdict;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private async Task<Verdict> DecideAsync(
        HostLives host,
        Dictionary<string, PlatformChild> platforms,
        IReadOnlyDictionary<string, string> names,
        ClockHistory clock,
        FaultRunner faults,
        CancellationToken cancellationToken
    )
    {
        var truths = new Dictionary<string, Truth>(StringComparer.Ordinal);
        foreach (var (platform, child) in platforms)
        {
            truths[platform] = await child.GetTruthAsync(cancellationToken);
        }

        var metrics = await new MetricService.MetricServiceClient(host.Present.Channel).GetMetricsAsync(
            new GetMetricsRequest(),
            cancellationToken: cancellationToken
        );
        return Judge.Decide(
            schedule,
            new RunEvidence
            {
                Truths = truths,
                Events = await ReadLogAsync(host.Present.Channel, cancellationToken),
                Metrics = metrics.Values,
                Channels = names,
                Clock = clock,
                DiskFull = faults.DiskFull,
            }
        );
    }

    private static async Task<IReadOnlyList<LiveEvent>> ReadLogAsync(ChannelBase channel, CancellationToken cancellationToken)
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

    private static async Task WaitForEndAsync(PlatformChild platform, CancellationToken cancellationToken)
    {
        while (await platform.GetShowAsync(cancellationToken) is var show && (string?)show["state"] != "finished")
        {
            if ((string?)show["state"] != "running")
            {
                throw new InvalidOperationException($"A show is {show["state"]}: {show["error"]}");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>The emulators' settings, with silences so short that they show within a run.</summary>
    private static JsonObject Config(Dictionary<string, PlatformChild> platforms)
    {
        var config = new JsonObject();
        foreach (var (platform, child) in platforms)
        {
            config[platform] = child.Config[platform]!.DeepClone();
        }

        config["bilibili"]!["settings"]!["heartbeatInterval"] = "1";
        config["bilibili"]!["settings"]!["gameHeartbeatInterval"] = "2";
        config["youtube"]!["settings"]!["maxSilence"] = "6";
        return config;
    }

    private async Task KeepAsync(
        Dictionary<string, PlatformChild> platforms,
        DataVolume volume,
        Verdict verdict,
        CancellationToken cancellationToken
    )
    {
        await File.WriteAllLinesAsync(Path.Combine(directory, "findings.txt"), verdict.Findings, cancellationToken);
        foreach (var (platform, child) in platforms)
        {
            var truth = await child.GetTruthAsync(cancellationToken);
            var rows = truth.Occurrences.Select(o => $"{o.At:HH:mm:ss.fff}\t{o.Class}\t{o.Kind}\t{o.PlatformType}\t{o.Id}");
            await File.WriteAllLinesAsync(Path.Combine(directory, $"truth-{platform}.tsv"), rows, cancellationToken);
        }

        if (volume.IsMounted)
        {
            volume.CopyTo(Path.Combine(directory, "data-kept"));
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using LiveIp.Chaos.Judging;
using LiveIp.Chaos.Schedules;

namespace LiveIp.Chaos.Running;

/// <summary>How it was asked for.</summary>
internal sealed record ChaosOptions
{
    public required IReadOnlyList<int> Seeds { get; init; }
    public int Jobs { get; init; } = 2;
    public bool Keep { get; init; }
    public bool Verbose { get; init; }
    public FileInfo? Json { get; init; }
}

/// <summary>What came of one seed.</summary>
internal sealed record SeedResult(
    int Seed,
    string Faults,
    bool Passed,
    int Happened,
    int Logged,
    int Unheard,
    double GapSeconds,
    double Seconds,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Skipped,
    string? Kept
);

/// <summary>Runs seeds, a line for each, and tells how many held.</summary>
internal sealed class ChaosCommand(ChaosOptions options, TextWriter output)
{
    private const int ShownFindings = 8;

    private static readonly TimeSpan RunWithin = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _gate = new();

    /// <summary>0 when every seed held, 1 when one did not.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var results = new ConcurrentBag<SeedResult>();
        await Parallel.ForEachAsync(
            options.Seeds,
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellationToken },
            async (seed, token) => results.Add(await RunAsync(seed, token))
        );
        var ordered = results.OrderBy(r => r.Seed).ToList();
        var failed = ordered.Where(r => !r.Passed).ToList();
        await output.WriteLineAsync(
            $"{ordered.Count - failed.Count} of {ordered.Count} seeds held"
                + (failed.Count > 0 ? "; failed: " + string.Join(", ", failed.Select(r => r.Seed)) : "")
        );
        foreach (var skipped in ordered.SelectMany(r => r.Skipped).GroupBy(s => s))
        {
            await output.WriteLineAsync($"SKIPPED {skipped.Count()} time(s): {skipped.Key}");
        }

        if (options.Json is { } json)
        {
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(ordered, Indented), cancellationToken);
        }

        return failed.Count == 0 ? 0 : 1;
    }

    private async Task<SeedResult> RunAsync(int seed, CancellationToken cancellationToken)
    {
        var schedule = Schedule.Of(seed);
        var directory = Directory.CreateTempSubdirectory($"liveip-chaos-{seed}-").FullName;
        var run = new ChaosRun(schedule, directory);
        var start = TimeProvider.System.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(RunWithin);
        Verdict verdict;
        try
        {
            verdict = await run.RunAsync(patience.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && IsOfRun(error))
        {
            verdict = new Verdict([$"the run broke off: {error.GetType().Name}: {error.Message}"], 0, 0, 0, 0);
        }

        var keep = options.Keep || !verdict.Holds;
        if (!keep)
        {
            Directory.Delete(directory, recursive: true);
        }

        var result = new SeedResult(
            seed,
            string.Join(", ", schedule.Faults),
            verdict.Holds,
            verdict.Happened,
            verdict.Logged,
            verdict.Unheard,
            Math.Round(verdict.GapSeconds, 1),
            Math.Round(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 1),
            verdict.Findings,
            run.Skipped,
            keep ? directory : null
        );
        Write(result);
        return result;
    }

    private static bool IsOfRun(Exception error) =>
        error
            is InvalidOperationException
                or TimeoutException
                or RpcException
                or HttpRequestException
                or IOException
                or OperationCanceledException
                or JsonException;

    private void Write(SeedResult r)
    {
        var lines = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {r.Seed, 3} {(r.Passed ? "held  " : "FAILED")} [{r.Faults}] happened {r.Happened}, logged {r.Logged}, unheard in gaps {r.Unheard}, gaps {r.GapSeconds:0.0} s, took {r.Seconds:0} s"
            ),
        };
        lines.AddRange(r.Skipped.Select(static s => "  SKIPPED: " + s));
        lines.AddRange(r.Findings.Take(options.Verbose ? int.MaxValue : ShownFindings).Select(static f => "  " + f));
        if (r.Kept is { } kept)
        {
            lines.Add("  kept: " + kept);
        }

        if (!r.Passed)
        {
            lines.Add($"  again: dotnet run --project tests/LiveIp.Chaos -- --seed {r.Seed} --keep --verbose");
        }

        lock (_gate)
        {
            lines.ForEach(output.WriteLine);
        }
    }
}

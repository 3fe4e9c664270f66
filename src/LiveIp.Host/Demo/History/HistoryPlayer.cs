using System.Globalization;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo.History;

/// <summary>
/// Plays the shows of the creator's past, each on its own day: between two of them both clocks leap ahead as if this machine had
/// slept, and while one is played they run fast, so that its audience is as dense per minute as that of a show in real time.
/// </summary>
internal sealed class HistoryPlayer(DemoStage stage, IAnsiConsole console, TimeProvider time)
{
    /// <summary>Length of a show by the clocks.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Ten is what Bilibili bears: its connection counts as stalled after 34 seconds of silence at most, which are then 3.4 real ones,
    /// and a busy machine is never silent for so long.
    /// </summary>
    private const double Rate = 10;

    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The clocks show the time of the first show already, and every channel is online.</summary>
    public async Task<IReadOnlyList<PlayedShow>> PlayAsync(IReadOnlyList<PastShow> shows, CancellationToken cancellationToken)
    {
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Playing {shows.Count} past shows, each on its own day …");
        var played = new List<PlayedShow>();
        foreach (var show in shows)
        {
            if (played.Count > 0)
            {
                await stage.Clocks.SetAsync(show.At, cancellationToken);
                await stage.Setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken, show.At);
            }

            played.Add(await PlayAsync(show, cancellationToken));
            Tell(played[^1], shows.Count - played.Count + 1);
        }

        return played;
    }

    /// <summary>Begins the broadcast on every platform and waits until the host has noticed, so that nothing of the show is missed.</summary>
    public static async Task OpenAsync(DemoStage stage, PastShow show, ShowWindow window, CancellationToken cancellationToken)
    {
        await stage.Emulators.StartShowAsync(
            new
            {
                seed = show.Seed,
                title = show.Title,
                part = "opening",
            },
            cancellationToken
        );
        await WaitForAsync(stage, BroadcastState.Types.State.Started, window, cancellationToken);
    }

    private async Task<PlayedShow> PlayAsync(PastShow show, CancellationToken cancellationToken)
    {
        var window = new ShowWindow(show.At);
        await OpenAsync(stage, show, window, cancellationToken);
        await stage.Clocks.RunAsync(Rate, cancellationToken);
        await stage.Emulators.StartShowAsync(
            new
            {
                seed = show.Seed,
                seconds = Length.TotalSeconds,
                speed = Rate,
                title = show.Title,
                intensity = show.Intensity,
                part = "rest",
            },
            cancellationToken
        );
        await stage.Emulators.WaitForEndOfShowAsync(Look, time, cancellationToken);
        await stage.Clocks.RunAsync(1, cancellationToken);
        await WaitForAsync(stage, BroadcastState.Types.State.Ended, window, cancellationToken);
        var reports = await stage.Comparison.SettleAsync(window, DemoSetup.SamplingInterval * Rate, Look, cancellationToken);
        var broadcast = await stage.Labels.SetAsync(window, show.Labels, cancellationToken);
        return new PlayedShow(show, broadcast, reports);
    }

    private static Task WaitForAsync(
        DemoStage stage,
        BroadcastState.Types.State state,
        ShowWindow window,
        CancellationToken cancellationToken
    ) =>
        stage.Log.WaitForEachAsync(
            stage.Names.Values,
            $"broadcast {state}",
            e => e.BroadcastState?.State == state && window.Contains(e.OccurredAt.ToDateTimeOffset()),
            HeardWithin,
            cancellationToken
        );

    private void Tell(PlayedShow played, int daysAgo)
    {
        var when = played.Show.At.ToLocalTime().ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var events = played.Reports.Sum(r => r.Logged);
        var verdict = played.Holds ? "[green]ok[/]" : "[red]differs[/]";
        console.MarkupLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"[grey]{-daysAgo, 3} d[/]  {when}  {Markup.Escape(played.Show.Labels.ToString()), -28}  {events, 5} events  {verdict}"
            )
        );
        DemoReportWriter.WriteDifferences(console, played.Reports);
    }
}

namespace LiveIp.Emulators.Show;

/// <summary>What to play.</summary>
/// <param name="Seconds">Length of the show in show time; for a recording, 0 keeps its own length.</param>
/// <param name="Speed">Show seconds per real second.</param>
/// <param name="Replay">Path of a recording; null plays the script.</param>
/// <param name="Endless">The script goes on, an act after another, until stopped.</param>
internal sealed record ShowPlan(int Seed = 1, double Seconds = 60, double Speed = 1, string? Replay = null, bool Endless = false);

/// <summary>Occurrences without the pauses between them.</summary>
/// <param name="Events">At least so many happen on the platform, as fast as it can tell them.</param>
internal sealed record Burst(string Platform, int Events = 1000, int Seed = 1);

/// <summary>How far the show is.</summary>
internal sealed record ShowStatus(
    string State,
    double Elapsed,
    double Length,
    int Performed,
    int Lines,
    IReadOnlyList<SkippedLine> Skipped,
    string? Error
);

/// <summary>Plays a show on all stages, by one thread, in order of time.</summary>
internal sealed class ShowRunner(IReadOnlyList<IPlatformStage> stages, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>A reader gets a moment to follow after so many: the platforms' queues are bounded, and cut off who is slow.</summary>
    private const int BurstStep = 250;

    /// <summary>So many of a burst are of every kind, the others are chat: no audience gives a hundred gifts in a second.</summary>
    private const int BurstOfAllKinds = 200;

    /// <summary>The acts of a show count from 0; those of bursts from here, and all numbers stay apart.</summary>
    private const int FirstBurst = 500;
    private const int MaxBursts = 499;

    private static readonly TimeSpan BurstPause = TimeSpan.FromMilliseconds(15);

    private readonly string[] _order = [.. stages.Select(static s => s.Platform)];
    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;
    private int _bursts;
    private Task _playing = Task.CompletedTask;
    private volatile ShowStatus _status = new("idle", 0, 0, 0, 0, [], null);

    public ShowStatus Status => _status;

    /// <summary>Starts the show.</summary>
    /// <exception cref="InvalidOperationException">One is running.</exception>
    /// <exception cref="IOException">The recording cannot be read.</exception>
    public void Start(ShowPlan plan)
    {
        lock (_gate)
        {
            if (!_playing.IsCompleted)
            {
                throw new InvalidOperationException("A show is running; stop it first.");
            }

            var act = plan.Replay is { } path ? Recorded(path, plan) : Scripted(plan, act: 0);
            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            var cancellation = _stop.Token;
            _playing = Task.Run(() => PlayAsync(plan, act, cancellation), cancellation);
        }
    }

    /// <summary>Plays many occurrences of one platform at once: first of every kind, then chat; nobody goes live or ends.</summary>
    /// <exception cref="InvalidOperationException">A show or another burst is running, or there were too many.</exception>
    public Task BurstAsync(Burst plan)
    {
        var stage = stages.Single(s => s.Platform == plan.Platform);
        lock (_gate)
        {
            if (!_playing.IsCompleted)
            {
                throw new InvalidOperationException("A show is running; stop it first.");
            }

            if (_bursts >= MaxBursts)
            {
                throw new InvalidOperationException($"No more than {MaxBursts} bursts; start the emulators anew.");
            }

            var first = FirstNumber(stage, FirstBurst + _bursts++);
            _playing = Task.Run(() => BurstAsync(stage, plan, first));
            return _playing;
        }
    }

    /// <summary>Stops; what has happened stays.</summary>
    public async Task StopAsync()
    {
        if (_stop is { } stop)
        {
            await stop.CancelAsync();
        }

        await _playing.ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop?.Dispose();
    }

    private async Task PlayAsync(ShowPlan plan, Act first, CancellationToken cancellationToken)
    {
        var performed = 0;
        try
        {
            var act = first;
            for (var number = 1; ; number++)
            {
                await PlayAsync(act, plan, n => performed = n, performed, cancellationToken);
                if (!plan.Endless || plan.Replay is not null)
                {
                    break;
                }

                act = Scripted(plan, number);
            }

            _status = _status with { State = "finished" };
        }
        catch (OperationCanceledException)
        {
            _status = _status with { State = "stopped" };
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"the show broke off: {error}");
            _status = _status with { State = "broken", Error = error.Message };
        }
    }

    private async Task PlayAsync(Act act, ShowPlan plan, Action<int> count, int performed, CancellationToken cancellationToken)
    {
        var byPlatform = stages.ToDictionary(s => s.Platform, StringComparer.Ordinal);
        var start = clock.GetTimestamp();
        _status = new ShowStatus("running", 0, act.Length.TotalSeconds, performed, act.Lines, act.Skipped, null);
        foreach (var (platform, occurrence) in act.Script)
        {
            var due = occurrence.At / act.Speed;
            var wait = due - clock.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            byPlatform[platform].Perform(occurrence);
            count(++performed);
            _status = _status with { Elapsed = occurrence.At.TotalSeconds, Performed = performed };
        }
    }

    private async Task BurstAsync(IPlatformStage stage, Burst plan, long first)
    {
        // Long enough for so many; the script has several occurrences a second on every platform.
        var script = new ScriptedShow(plan.Seed, stage.Abilities, first)
            .Write(TimeSpan.FromSeconds(plan.Events), begins: false, ends: false)
            // A change of the audience is read by polls and is no occurrence.
            .Where(e => e is not AudienceEvent)
            .ToList();
        var performed = 0;
        foreach (
            var occurrence in script.Take(BurstOfAllKinds).Concat(script.Skip(BurstOfAllKinds).Where(e => e is ChatEvent)).Take(plan.Events)
        )
        {
            stage.Perform(occurrence);
            if (++performed % BurstStep == 0)
            {
                await Task.Delay(BurstPause, clock);
            }
        }
    }

    /// <summary>Numbers never meet: a billion a platform, a million an act.</summary>
    private long FirstNumber(IPlatformStage stage, int act) =>
        ((Array.IndexOf(_order, stage.Platform) + 1) * 1_000_000_000L) + (act * 1_000_000L);

    private Act Scripted(ShowPlan plan, int act)
    {
        var length = TimeSpan.FromSeconds(plan.Seconds);
        var script = new List<(string Platform, ShowEvent Event)>();
        foreach (var (stage, i) in stages.Select((s, i) => (s, i)))
        {
            var part = new ScriptedShow(unchecked((plan.Seed * 31) + i + (act * 7919)), stage.Abilities, FirstNumber(stage, act));
            script.AddRange(part.Write(length, begins: act == 0, ends: !plan.Endless).Select(e => (stage.Platform, e)));
        }

        return new Act([.. script.OrderBy(e => e.Event.At)], length, plan.Speed, 0, []);
    }

    private Act Recorded(string path, ShowPlan plan)
    {
        using var file = File.OpenText(path);
        var show = RecordedShow.Read(file, stages);
        var length = show.Script.Count == 0 ? TimeSpan.Zero : show.Script[^1].Event.At;
        var speed = plan.Seconds > 0 && length > TimeSpan.Zero ? length.TotalSeconds / plan.Seconds : plan.Speed;
        return new Act(show.Script, length, speed, show.Lines, show.Skipped);
    }

    private sealed record Act(
        IReadOnlyList<(string Platform, ShowEvent Event)> Script,
        TimeSpan Length,
        double Speed,
        int Lines,
        IReadOnlyList<SkippedLine> Skipped
    );
}

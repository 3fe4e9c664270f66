using System.Globalization;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.Show;

/// <summary>What to play.</summary>
/// <param name="Seconds">Length of the show in show time; for a recording, 0 keeps its own length.</param>
/// <param name="Speed">Show seconds per real second.</param>
/// <param name="Replay">Path of a recording; null plays the script.</param>
/// <param name="Endless">The script goes on, an act after another, until stopped.</param>
internal sealed record ShowPlan(int Seed = 1, double Seconds = 60, double Speed = 1, string? Replay = null, bool Endless = false);

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
internal sealed class ShowRunner(IReadOnlyList<IPlatformStage> stages, RewindableClock clock, PlatformMemory memory) : IAsyncDisposable
{
    private const string Name = "show.json";
    private const string TimesName = "performed.journal";

    /// <summary>The acts of a show count from 0; those of bursts from here, and all numbers stay apart.</summary>
    private const int FirstBurst = 500;
    private const int MaxBursts = 499;

    private readonly Action<string>? _performed = memory.OpenJournal(TimesName);
    private readonly List<string> _relived = [];

    private readonly Lock _gate = new();
    private (Running Show, int Done)? _past;
    private CancellationTokenSource? _stop;
    private int _bursts;
    private Task _playing = Task.CompletedTask;
    private volatile ShowStatus _status = new("idle", 0, 0, 0, 0, [], null);

    public ShowStatus Status => _status;

    /// <summary>
    /// Performs again, each at its time and before anybody can connect, what was due while the process that began the show lived and
    /// after it was killed. Only the script of a show that ends can be gone over again.
    /// </summary>
    public void Relive()
    {
        if (memory.Recall<Running>(Name) is not { Plan: { Endless: false, Replay: null } plan } show)
        {
            return;
        }

        var act = Scripted(plan, act: 0);
        var byPlatform = stages.ToDictionary(s => s.Platform, StringComparer.Ordinal);
        var now = TimeProvider.System.GetUtcNow();
        // A busy machine performs late; what was told to have happened at a time happened then.
        var times = memory
            .ReadJournal(TimesName)
            .Select(l => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(l, CultureInfo.InvariantCulture)))
            .ToList();
        var done = 0;
        foreach (var (platform, occurrence) in act.Script.TakeWhile(o => show.At + (o.Event.At / act.Speed) <= now))
        {
            clock.Rewind(done < times.Count ? times[done] : show.At + (occurrence.At / act.Speed));
            byPlatform[platform].Perform(occurrence);
            _relived.Add(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            done++;
        }

        _past = (show, done);
    }

    /// <summary>Goes on with the show whose past was gone over; false when there is none.</summary>
    public bool Resume()
    {
        if (_past is not var (show, done))
        {
            return false;
        }

        foreach (var at in _relived.Skip(memory.ReadJournal(TimesName).Count))
        {
            _performed?.Invoke(at);
        }

        Play(show.Plan, Scripted(show.Plan, act: 0), show.At, done);
        return true;
    }

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
            var now = clock.GetUtcNow();
            memory.Keep(Name, new Running(plan, now));
            Play(plan, act, now, done: 0);
        }
    }

    private void Play(ShowPlan plan, Act act, DateTimeOffset start, int done)
    {
        _stop?.Dispose();
        _stop = new CancellationTokenSource();
        var cancellation = _stop.Token;
        // Before this returns, so that nobody sees a show that has not begun.
        _status = new ShowStatus("running", 0, act.Length.TotalSeconds, done, act.Lines, act.Skipped, null);
        _playing = Task.Run(() => PlayAsync(plan, act, start, done, cancellation), cancellation);
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
            _playing = Task.Run(() => plan.PlayAsync(stage, first, clock));
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

    private async Task PlayAsync(ShowPlan plan, Act first, DateTimeOffset start, int done, CancellationToken cancellationToken)
    {
        var performed = done;
        try
        {
            var act = first;
            for (var number = 1; ; number++)
            {
                var remaining = number == 1 ? act with { Script = [.. act.Script.Skip(done)] } : act;
                var into = number == 1 ? clock.GetUtcNow() - start : TimeSpan.Zero;
                await PlayAsync(remaining, into, n => performed = n, performed, cancellationToken);
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

    /// <param name="into">Real time since the act began.</param>
    private async Task PlayAsync(Act act, TimeSpan into, Action<int> count, int performed, CancellationToken cancellationToken)
    {
        var byPlatform = stages.ToDictionary(s => s.Platform, StringComparer.Ordinal);
        var start = clock.GetTimestamp();
        _status = new ShowStatus("running", 0, act.Length.TotalSeconds, performed, act.Lines, act.Skipped, null);
        foreach (var (platform, occurrence) in act.Script)
        {
            var due = occurrence.At / act.Speed;
            var wait = due - into - clock.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            _performed?.Invoke(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            byPlatform[platform].Perform(occurrence);
            count(++performed);
            _status = _status with { Elapsed = occurrence.At.TotalSeconds, Performed = performed };
        }
    }

    /// <summary>Numbers never meet: a billion a platform, a million an act.</summary>
    private static long FirstNumber(IPlatformStage stage, int act) => ((PlaceOf(stage) + 1) * 1_000_000_000L) + (act * 1_000_000L);

    /// <summary>The same whether the platform plays alone or with the others.</summary>
    private static int PlaceOf(IPlatformStage stage) => EmulatorProcess.Platforms.IndexOf(stage.Platform);

    private Act Scripted(ShowPlan plan, int act)
    {
        var length = TimeSpan.FromSeconds(plan.Seconds);
        var script = new List<(string Platform, ShowEvent Event)>();
        foreach (var stage in stages)
        {
            var part = new ScriptedShow(
                unchecked((plan.Seed * 31) + PlaceOf(stage) + (act * 7919)),
                stage.Abilities,
                FirstNumber(stage, act)
            );
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

    /// <summary>The show that runs, and when it began.</summary>
    private sealed record Running(ShowPlan Plan, DateTimeOffset At);

    private sealed record Act(
        IReadOnlyList<(string Platform, ShowEvent Event)> Script,
        TimeSpan Length,
        double Speed,
        int Lines,
        IReadOnlyList<SkippedLine> Skipped
    );
}

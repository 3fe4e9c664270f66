using System.Globalization;
using System.Text.Json;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.Show;

/// <summary>Plays a show on all stages, by one thread, in order of time.</summary>
internal sealed class ShowRunner(IReadOnlyList<IPlatformStage> stages, EmulatorClock clock, PlatformMemory memory) : IAsyncDisposable
{
    /// <summary>Under which the clock's setting is kept.</summary>
    public const string ClockName = "clock.json";

    private const string Name = "show.json";
    private const string TimesName = "performed.journal";
    private const string EncoderName = "encoder.journal";

    /// <summary>The acts of a show count from 0; those of bursts from here, and all numbers stay apart.</summary>
    private const int FirstBurst = 500;
    private const int MaxBursts = 499;

    /// <summary>What the audience does by itself counts from here.</summary>
    private const int Spontaneous = FirstBurst + MaxBursts;
    private const int MaxSpontaneous = 1_000_000;

    private readonly Action<string>? _performed = memory.OpenJournal(TimesName);
    private readonly Action<string>? _encoded = memory.OpenJournal(EncoderName);
    private readonly List<string> _relived = [];

    private readonly Lock _gate = new();
    private readonly ActWriter _acts = new(stages);
    private (BegunShow Show, int Done)? _past;
    private CancellationTokenSource? _stop;
    private int _bursts;
    private int _spontaneous;
    private Task _playing = Task.CompletedTask;
    private volatile ShowStatus _status = new("idle", 0, 0, 0, 0, [], null);

    public ShowStatus Status => _status;

    /// <summary>Completes when what plays now is over, however it ends; completed when nothing plays.</summary>
    public Task Ended => _playing;

    /// <summary>
    /// Performs again, each at its time and before anybody can connect, what was due while the process that began the show lived and
    /// after it was killed. Only the script of a show that ends can be gone over again, and of several only the last. What the encoder
    /// was told apart from a show, and what was done over the platforms' APIs, is done again in between.
    /// </summary>
    public void Relive(IEnumerable<PastAct> acts)
    {
        var now = clock.Present;
        var between = new Queue<PastAct>(acts.Concat(PastEncoders()).OrderBy(static a => a.At));
        if (memory.Recall<BegunShow>(Name) is { Plan: { Endless: false, Replay: null } } show)
        {
            Relive(show, between, now);
        }

        Relive(between, now);
    }

    private void Relive(BegunShow show, Queue<PastAct> between, DateTimeOffset now)
    {
        var act = _acts.Scripted(show, round: 0);
        var byPlatform = stages.ToDictionary(s => s.Platform, StringComparer.Ordinal);
        // A busy machine performs late; what was told to have happened at a time happened then.
        var times = memory
            .ReadJournal(TimesName)
            .Select(l => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(l, CultureInfo.InvariantCulture)))
            .ToList();
        var done = 0;
        foreach (var (platform, occurrence) in act.Script.TakeWhile(o => DueAt(o.Event) <= now))
        {
            var at = done < times.Count ? times[done] : DueAt(occurrence);
            Relive(between, at);
            clock.Rewind(at);
            byPlatform[platform].Perform(occurrence);
            _relived.Add(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            done++;
        }

        _past = (show, done);

        DateTimeOffset DueAt(ShowEvent occurrence) => show.At + (occurrence.At / act.Speed * clock.Setting.Rate);
    }

    private void Relive(Queue<PastAct> acts, DateTimeOffset until)
    {
        while (acts.TryPeek(out var act) && act.At <= until)
        {
            clock.Rewind(acts.Dequeue().At);
            act.Perform();
        }
    }

    private IEnumerable<PastAct> PastEncoders()
    {
        foreach (var line in memory.ReadJournal(EncoderName))
        {
            var (at, encoder) = JsonSerializer.Deserialize<KeptEncoder>(line)!;
            yield return new PastAct(at, () => Perform(encoder));
        }
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

        Play(show, _acts.Scripted(show, round: 0), done);
        return true;
    }

    /// <summary>Starts the show.</summary>
    /// <exception cref="InvalidOperationException">One is running, or there were too many.</exception>
    /// <exception cref="IOException">The recording cannot be read.</exception>
    public void Start(ShowPlan plan)
    {
        lock (_gate)
        {
            EnsureNothingPlays();
            if (_acts.Next >= FirstBurst)
            {
                throw new InvalidOperationException($"No more than {FirstBurst} shows; start the emulators anew.");
            }

            var show = new BegunShow(plan, clock.GetUtcNow(), _acts.Next, _acts.Followers);
            var act =
                plan.Replay is { } path && plan.Part != ShowPart.Opening
                    ? ActWriter.Recorded(path, plan, stages)
                    : _acts.Scripted(show, round: 0);
            memory.Keep(Name, show);
            Play(show, act, done: 0);
        }
    }

    /// <summary>Sets the platforms' wall clock.</summary>
    /// <exception cref="InvalidOperationException">A show is running: it would be in two times at once.</exception>
    public void SetClock(ClockSetting setting)
    {
        lock (_gate)
        {
            EnsureNothingPlays();
            clock.Setting = setting;
            memory.Keep(ClockName, setting);
        }
    }

    private void EnsureNothingPlays()
    {
        if (!_playing.IsCompleted)
        {
            throw new InvalidOperationException("A show is running; stop it first.");
        }
    }

    private void Play(BegunShow show, Act act, int done)
    {
        _stop?.Dispose();
        _stop = new CancellationTokenSource();
        var cancellation = _stop.Token;
        // Before this returns, so that nobody sees a show that has not begun.
        _status = new ShowStatus("running", 0, act.Length.TotalSeconds, done, act.Lines, act.Skipped, null);
        _playing = Task.Run(() => PlayAsync(show, act, done, cancellation), cancellation);
    }

    /// <summary>Plays many occurrences of one platform at once: first of every kind, then chat; nobody goes live or ends.</summary>
    /// <exception cref="InvalidOperationException">A show or another burst is running, or there were too many.</exception>
    public Task BurstAsync(Burst plan)
    {
        var stage = stages.Single(s => s.Platform == plan.Platform);
        lock (_gate)
        {
            EnsureNothingPlays();
            if (_bursts >= MaxBursts)
            {
                throw new InvalidOperationException($"No more than {MaxBursts} bursts; start the emulators anew.");
            }

            var first = ActWriter.FirstNumber(stage, FirstBurst + _bursts++);
            _playing = Task.Run(() => plan.PlayAsync(stage, first, clock));
            return _playing;
        }
    }

    /// <summary>The creator's encoder begins to send to the platform, or stops; no show needs to run for that.</summary>
    /// <exception cref="InvalidOperationException">A show or a burst is running, or there were too many.</exception>
    public void Encode(Encoder encoder)
    {
        lock (_gate)
        {
            EnsureNothingPlays();
            if (_bursts >= MaxBursts)
            {
                throw new InvalidOperationException($"No more than {MaxBursts} bursts; start the emulators anew.");
            }

            _encoded?.Invoke(JsonSerializer.Serialize(new KeptEncoder(clock.GetUtcNow(), encoder)));
            Perform(encoder);
        }
    }

    /// <summary>Somebody in the audience does something, whatever else plays.</summary>
    /// <exception cref="InvalidOperationException">There was too much.</exception>
    /// <exception cref="ArgumentException">The platform has no such thing.</exception>
    public void Happen(string platform, Func<long, ShowEvent> occurrence)
    {
        var stage = stages.Single(s => s.Platform == platform);
        lock (_gate)
        {
            if (_spontaneous >= MaxSpontaneous)
            {
                throw new InvalidOperationException($"No more than {MaxSpontaneous}; start the emulators anew.");
            }

            stage.Perform(occurrence(ActWriter.FirstNumber(stage, Spontaneous) + _spontaneous++));
        }
    }

    private void Perform(Encoder encoder)
    {
        var stage = stages.Single(s => s.Platform == encoder.Platform);
        var number = ActWriter.FirstNumber(stage, FirstBurst + _bursts++);
        stage.Perform(
            encoder.Sending
                ? new BroadcastStartEvent(number, TimeSpan.Zero, encoder.Title)
                : new BroadcastEndEvent(number, TimeSpan.Zero, encoder.Title)
        );
    }

    private sealed record KeptEncoder(DateTimeOffset At, Encoder Encoder);

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

    private async Task PlayAsync(BegunShow show, Act first, int done, CancellationToken cancellationToken)
    {
        var (plan, performed) = (show.Plan, done);
        try
        {
            var act = first;
            for (var number = 1; ; number++)
            {
                var remaining = number == 1 ? act with { Script = [.. act.Script.Skip(done)] } : act;
                var into = number == 1 ? (clock.GetUtcNow() - show.At) / clock.Setting.Rate : TimeSpan.Zero;
                await PlayAsync(remaining, into, n => performed = n, performed, cancellationToken);
                if (!plan.Endless || plan.Replay is not null)
                {
                    break;
                }

                act = _acts.Scripted(show, number);
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
}

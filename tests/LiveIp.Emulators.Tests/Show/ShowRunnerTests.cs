using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.Tests.Show;

public sealed class ShowRunnerTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private static readonly ShowPlan Quick = new(Seconds: 20, Speed: 1000);

    private readonly EmulatorClock _clock = new();
    private readonly PlatformMemory _memory = new(null);
    private readonly ListeningStage _stage;
    private readonly ShowRunner _runner;

    public ShowRunnerTests()
    {
        _stage = new ListeningStage("twitch", _clock);
        _runner = new ShowRunner([_stage], _clock, _memory);
    }

    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        _memory.Dispose();
    }

    [Fact]
    public async Task Shows_of_one_process_share_no_number_and_no_poll()
    {
        await PlayAsync(Quick);
        await PlayAsync(Quick);

        var numbers = _stage.Performed.Select(p => p.Event.Number).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal(2, _stage.Performed.Select(p => p.Event).OfType<PollEvent>().Select(p => p.Poll).Distinct().Count());
    }

    [Fact]
    public async Task Followers_of_one_show_stay_for_the_next()
    {
        await PlayAsync(Quick);
        var first = _stage.Performed.Count;
        var gained = _stage.Performed.Count(p => p.Event is FollowEvent);
        await PlayAsync(Quick);

        var next = _stage.Performed.Skip(first).Select(p => p.Event).OfType<AudienceEvent>().First();
        Assert.True(gained > 0);
        Assert.Equal(ScriptedShow.FirstFollowers + gained, next.Followers);
    }

    [Fact]
    public async Task An_opening_is_the_beginning_alone_and_the_rest_is_all_else()
    {
        await PlayAsync(Quick with { Part = ShowPart.Opening, Title = "Chess 国际象棋" });
        var opening = _stage.Performed.Select(p => p.Event).ToList();
        await PlayAsync(Quick with { Part = ShowPart.Rest });
        var rest = _stage.Performed.Select(p => p.Event).Skip(opening.Count).ToList();

        Assert.Equal("Chess 国际象棋", Assert.IsType<BroadcastStartEvent>(Assert.Single(opening)).Title);
        Assert.DoesNotContain(rest, e => e is BroadcastStartEvent);
        Assert.IsType<BroadcastEndEvent>(rest[^1]);
        Assert.Contains(rest, e => e is ChatEvent);
    }

    [Fact]
    public async Task A_show_is_played_at_the_time_to_which_the_clock_was_set()
    {
        _runner.SetClock(new ClockSetting(-864_000));

        await PlayAsync(Quick);

        var ago = TimeProvider.System.GetUtcNow() - _stage.Performed[0].At;
        Assert.InRange(ago.TotalDays, 9.9, 10.1);
    }

    [Fact]
    public async Task With_a_fast_clock_a_fast_show_lasts_as_long_as_it_is()
    {
        _runner.SetClock(new ClockSetting(0, Rate: 100, TimeProvider.System.GetUtcNow()));

        var start = _clock.GetUtcNow();

        await PlayAsync(new ShowPlan(Seconds: 30, Speed: 100));

        var took = _stage.Performed[^1].At - start;
        // Never shorter; longer by as much as a busy machine makes it late.
        Assert.InRange(took.TotalSeconds, 29, 3000);
    }

    [Fact]
    public async Task The_clock_cannot_be_set_while_a_show_runs()
    {
        _runner.Start(new ShowPlan(Seconds: 600));

        var refusal = Assert.Throws<InvalidOperationException>(() => _runner.SetClock(new ClockSetting(60)));

        Assert.Contains("running", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, _clock.Setting.OffsetSeconds);
        await _runner.StopAsync();
        _runner.SetClock(new ClockSetting(60));
        Assert.Equal(60, _clock.Setting.OffsetSeconds);
    }

    private async Task PlayAsync(ShowPlan plan)
    {
        var before = _stage.Performed.Count;
        _runner.Start(plan);
        await _runner.Ended.WaitAsync(Deadline, TestContext.Current.CancellationToken);

        Assert.Equal("finished", _runner.Status.State);
        Assert.True(_stage.Performed.Count > before);
    }
}

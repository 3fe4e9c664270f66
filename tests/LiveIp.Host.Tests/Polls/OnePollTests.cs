using LiveIp.Contracts;
using LiveIp.V1;
using PartState = LiveIp.V1.PollPart.Types.State;
using State = LiveIp.V1.SharedPoll.Types.State;

namespace LiveIp.Host.Tests.Polls;

/// <summary>Whatever is lost on the way, and wherever the host is killed, there is one poll.</summary>
public sealed class OnePollTests
{
    private readonly PollHall _hall = new("twitch", typeof(NativeHall));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_each_answer_lost_it_is_looked_for_before_anything_is_asked_again(bool silent)
    {
        (_hall.LosesEachAnswer, _hall.IsSilent) = (true, silent);
        await using var rig = PollRig.Start(_hall);

        var poll = await rig.CreateAsync();
        Assert.Equal((PartState.Open, "twitch-poll-1"), (poll.Parts[0].State, poll.Parts[0].PlatformPollId));
        var ended = await rig.EndAsync(poll.Name);

        Assert.Equal(State.Closed, ended.State);
        Assert.Single(_hall.Polls);
        Assert.Equal((1, 1), (_hall.Calls.Count(static c => c == "start"), _hall.Calls.Count(static c => c == "end")));
    }

    [Fact]
    public async Task Where_the_platform_says_that_it_is_not_there_it_is_asked_for_again()
    {
        _hall.LosesRequest.Add("start");
        await using var rig = PollRig.Start(_hall);

        var poll = await rig.CreateAsync();

        Assert.Equal(PartState.Open, poll.Parts[0].State);
        Assert.Single(_hall.Polls);
        Assert.Equal(("start", "find", "start"), (_hall.Calls[0], _hall.Calls[1], _hall.Calls[^1]));
    }

    [Fact]
    public async Task Where_it_cannot_be_looked_for_it_is_unknown_and_found_when_it_can()
    {
        (_hall.LosesEachAnswer, _hall.IsSilent) = (true, true);
        _hall.Refusals["find"] = new AdapterException(FailureKind.Transient, "busy");
        await using var rig = PollRig.Start(_hall);

        var poll = await rig.CreateAsync();
        Assert.Equal((PartState.Unknown, "OUTCOME_UNKNOWN"), (poll.Parts[0].State, poll.Parts[0].Problem.Reason));

        _hall.Refusals.Clear();
        var found = await rig.UntilAsync(poll.Name, static p => p.Parts[0].State == PartState.Open);
        Assert.Null(found.Parts[0].Problem);
        Assert.Equal(1, _hall.Calls.Count(static c => c == "start"));
    }

    [Fact]
    public async Task An_older_poll_of_the_same_words_is_not_taken_for_ours()
    {
        _hall.LosesRequest.Add("start");
        _hall.Add(
            new()
            {
                Id = "old",
                Question = PollRig.Question,
                Options = [new() { Label = "Tea" }, new() { Label = "Coffee" }],
                IsOpen = false,
                StartedAt = TimeProvider.System.GetUtcNow().AddHours(-1),
            }
        );
        await using var rig = PollRig.Start(_hall);

        Assert.Equal("twitch-poll-2", (await rig.CreateAsync()).Parts[0].PlatformPollId);
    }

    [Fact]
    public async Task Killed_at_every_call_before_it_and_after_it()
    {
        var calls = await HoldAsync(_hall);
        Assert.Equal(["start", "end"], calls);
        for (var call = 1; call <= calls.Count; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var hall = new PollHall("twitch", typeof(NativeHall)) { StopAt = call, StopsAfter = after };
                await HoldAsync(hall);
                var poll = Assert.Single(hall.Polls);
                Assert.False(poll.IsOpen, $"killed {(after ? "after" : "before")} call {call}, {calls[call - 1]}");
            }
        }
    }

    /// <summary>Starts a poll and ends it; where the hall stands still, the host is killed there and another started on what is on disk.</summary>
    private static async Task<List<string>> HoldAsync(PollHall hall)
    {
        var rig = PollRig.Start(hall);
        try
        {
            var holding = HoldAsync(rig);
            if (await Task.WhenAny(holding, hall.Stopped) == hall.Stopped)
            {
                hall.GoOn();
                var next = rig.Restart();
                await rig.DisposeAsync();
                await Assert.ThrowsAnyAsync<Exception>(() => holding);
                rig = next;
                holding = HoldAsync(rig);
            }

            await holding;
            return [.. hall.Calls];
        }
        finally
        {
            await rig.DisposeAsync();
        }
    }

    private static async Task HoldAsync(PollRig rig)
    {
        var poll = await rig.CreateAsync();
        await rig.UntilAsync(poll.Name, static p => p.Parts[0].State is PartState.Open or PartState.Closed);
        Assert.Equal(State.Closed, (await rig.EndAsync(poll.Name)).State);
    }
}

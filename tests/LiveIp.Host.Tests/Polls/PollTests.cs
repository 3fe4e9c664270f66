using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using PartState = LiveIp.V1.PollPart.Types.State;
using State = LiveIp.V1.SharedPoll.Types.State;

namespace LiveIp.Host.Tests.Polls;

/// <summary>One poll on several channels.</summary>
public sealed class PollTests
{
    private readonly PollHall _twitch = new("twitch", typeof(NativeHall));
    private readonly PollHall _youtube = new("youtube", typeof(NativeHall));
    private readonly PollHall _bilibili = new("bilibili", typeof(ChatHall));
    private readonly PollHall _deaf = new("deaf", typeof(DeafHall));

    [Fact]
    public async Task It_is_held_everywhere_and_counted_together_as_far_as_the_terms_allow()
    {
        await using var rig = PollRig.Start(_twitch, _youtube, _bilibili);
        var poll = await rig.CreateAsync();
        Assert.Equal(State.Open, poll.State);
        Assert.All(poll.Parts, static p => Assert.Equal((PartState.Open, null), (p.State, p.Problem)));
        Assert.Equal((PollRig.Question, "twitch-poll-1"), (Assert.Single(_twitch.Polls).Question, Part(poll, "twitch").PlatformPollId));

        await _twitch.VoteAsync(0, 3);
        await _youtube.VoteAsync(1, 5);
        await _bilibili.SayAsync("a", "投2");
        var told = await rig.UntilAsync(poll.Name, p => Sum(Part(p, "youtube").Votes) == 5 && Sum(p.Tally.Votes) == 4);
        Assert.Equal([3, 1], told.Tally.Votes.Select(static v => v.Votes));
        Assert.Equal(["channels/twitch", "channels/bilibili"], told.Tally.Channels);
        var left = Assert.Single(told.Tally.LeftOut);
        Assert.Equal("channels/youtube", left.Channel);
        Assert.Contains("policy", left.Reason, StringComparison.Ordinal);

        rig.Policies.Confirm("youtube", "I have it in writing.");
        Assert.Equal([3, 6], (await rig.GetAsync(poll.Name)).Tally.Votes.Select(static v => v.Votes));

        var ended = await rig.EndAsync(poll.Name);
        Assert.Equal(State.Closed, ended.State);
        Assert.Equal([3, 6], ended.Tally.Votes.Select(static v => v.Votes));
        Assert.Equal([0, 5], Part(ended, "youtube").Votes.Select(static v => v.Votes));
        Assert.DoesNotContain(_twitch.Polls.Concat(_youtube.Polls), static p => p.IsOpen);
        Assert.Equal(ended, await rig.EndAsync(poll.Name, "again"));
        Assert.Equal(1, _youtube.Calls.Count(static c => c == "end"));
    }

    [Fact]
    public async Task A_poll_on_one_channel_is_told_as_its_platform_tells_it()
    {
        await using var rig = PollRig.Start(_youtube);
        var poll = await rig.CreateAsync();
        await _youtube.VoteAsync(1, 5);

        var told = await rig.UntilAsync(poll.Name, static p => Sum(p.Tally.Votes) > 0);

        Assert.Equal([0, 5], told.Tally.Votes.Select(static v => v.Votes));
        Assert.Empty(told.Tally.LeftOut);
    }

    [Fact]
    public async Task The_host_ends_it_in_time_where_the_platform_does_not()
    {
        await using var rig = PollRig.Start(_youtube);
        var closed = await rig.UntilAsync(await rig.CreateShortAsync(TimeSpan.FromSeconds(0.4)), static p => p.State == State.Closed);

        Assert.Equal(["start", "end"], _youtube.Calls);
        Assert.True(closed.Parts[0].EndTime >= closed.EndTime, closed.ToString());
    }

    [Fact]
    public async Task Where_the_platform_ends_it_nothing_is_asked()
    {
        _twitch.Limits = _twitch.Limits with { EndsByItself = true };
        // A busy machine must not be taken for a platform that forgets.
        await using var rig = PollRig.StartAt(PollRig.Pace with { EndsByItself = TimeSpan.FromSeconds(30) }, _twitch);
        var name = await rig.CreateShortAsync(TimeSpan.FromSeconds(0.4));
        await _twitch.VoteAsync(0);
        await rig.UntilAsync(name, static p => p.State == State.Ending);
        await _twitch.EndByItselfAsync();

        var closed = await rig.UntilAsync(name, static p => p.State == State.Closed);

        Assert.Equal([1, 0], closed.Tally.Votes.Select(static v => v.Votes));
        Assert.Equal(["start"], _twitch.Calls);
    }

    [Fact]
    public async Task A_platform_that_forgets_to_end_it_is_told_to()
    {
        _twitch.Limits = _twitch.Limits with { EndsByItself = true };
        await using var rig = PollRig.Start(_twitch);
        await rig.UntilAsync(await rig.CreateShortAsync(TimeSpan.FromSeconds(0.2)), static p => p.State == State.Closed);

        Assert.Equal(["start", "end"], _twitch.Calls);
    }

    [Fact]
    public async Task Where_no_events_come_the_last_votes_are_asked_for()
    {
        _youtube.IsSilent = true;
        await using var rig = PollRig.Start(_youtube);
        var poll = await rig.CreateAsync();
        await _youtube.VoteAsync(1, 7);

        var ended = await rig.EndAsync(poll.Name);

        Assert.Equal((State.Closed, 7), (ended.State, ended.Tally.Votes[1].Votes));
    }

    [Fact]
    public async Task What_one_platform_refuses_is_told_beside_the_others()
    {
        _twitch.Refusals["start"] = new AdapterException(FailureKind.Refused, "Affiliates only.") { Reason = "not an affiliate" };
        await using var rig = PollRig.Start(_twitch, _bilibili);

        var poll = await rig.CreateAsync();

        Assert.Equal((State.Open, PartState.Failed), (poll.State, Part(poll, "twitch").State));
        Assert.Equal(
            ("PLATFORM_REFUSED", "not an affiliate"),
            (Part(poll, "twitch").Problem.Reason, Part(poll, "twitch").Problem.PlatformReason)
        );
        Assert.Equal(["channels/bilibili"], poll.Tally.Channels);
        await rig.EndAsync(poll.Name);
        Assert.Equal(["start"], _twitch.Calls);
    }

    [Fact]
    public async Task A_platform_that_asks_for_hours_is_not_waited_for()
    {
        _twitch.Refusals["start"] = new AdapterException(FailureKind.RateLimited, "Later.", TimeSpan.FromHours(1));
        await using var rig = PollRig.Start(_twitch);

        var poll = await rig.GetAsync(await rig.CreateShortAsync(TimeSpan.FromSeconds(0.4)));

        Assert.Equal((State.Failed, "PLATFORM_RATE_LIMITED"), (poll.State, poll.Parts[0].Problem.Reason));
        Assert.Equal(["start"], _twitch.Calls);
    }

    [Fact]
    public async Task An_end_that_is_refused_is_said_and_asked_for_again()
    {
        _youtube.Refusals["end"] = new AdapterException(FailureKind.SignInRequired, "Sign in.");
        await using var rig = PollRig.Start(_youtube);
        var name = await rig.CreateShortAsync(TimeSpan.FromSeconds(0.2));
        var stuck = await rig.UntilAsync(name, static p => p.Parts[0].Problem is not null);
        Assert.Equal((State.Ending, "SIGN_IN_REQUIRED"), (stuck.State, stuck.Parts[0].Problem.Reason));

        _youtube.Refusals.Clear();
        var closed = await rig.UntilAsync(name, static p => p.State == State.Closed);

        Assert.Null(closed.Parts[0].Problem);
        Assert.False(Assert.Single(_youtube.Polls).IsOpen);
    }

    [Fact]
    public async Task An_end_whose_every_answer_is_lost_is_asked_for_ever_more_seldom_and_then_said_to_be_unknown()
    {
        _youtube.Refusals["end"] = new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        var pace = PollRig.Pace with { EndsWithin = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromSeconds(1) };
        await using var rig = PollRig.StartAt(pace, _youtube);

        var over = await rig.UntilAsync(
            await rig.CreateShortAsync(TimeSpan.FromSeconds(0.2)),
            static p => p.Parts[0].State == PartState.Unknown
        );

        Assert.Equal("OUTCOME_UNKNOWN", over.Parts[0].Problem.Reason);
        // After 10, 20, 40 ms and so on: in two seconds, and at their end, not ten.
        Assert.InRange(_youtube.Calls.Count(static c => c == "end"), 2, 10);
    }

    [Fact]
    public async Task Limits_of_each_platform_are_looked_at_before_anything_is_asked()
    {
        _youtube.Limits = _youtube.Limits with { MaxQuestionLength = 5 };
        _twitch.Limits = _twitch.Limits with { MaxDuration = TimeSpan.FromMinutes(1), MaxOptionLength = 4 };
        await using var rig = PollRig.Start(_twitch, _youtube, _bilibili);

        var error = await Assert.ThrowsAsync<RpcException>(() => rig.CreateAsync());

        var violations = error.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations;
        Assert.Equal(["options[1]", "duration", "question"], violations.Select(static v => v.Field));
        Assert.StartsWith("channels/twitch", violations[0].Description, StringComparison.Ordinal);
        Assert.StartsWith("channels/youtube", violations[2].Description, StringComparison.Ordinal);
        Assert.Empty(_twitch.Calls.Concat(_youtube.Calls));
        Assert.Empty((await rig.Client.ListPollsAsync(new())).Polls);
    }

    [Fact]
    public async Task A_channel_without_polls_or_chat_is_said_and_left_out_only_where_that_is_fine()
    {
        await using var rig = PollRig.Start(_twitch, _deaf);
        await RpcAssert.FailsAsync(StatusCode.Unimplemented, "CAPABILITY_UNSUPPORTED", () => rig.CreateAsync());
        var partly = PollRig.Ask();
        partly.AllowPartial = true;
        var rehearsed = partly.Clone();
        rehearsed.ValidateOnly = true;

        var dry = await rig.CreateAsync(rehearsed);
        Assert.Equal(("", PartState.Unsupported), (dry.Name, Part(dry, "deaf").State));
        Assert.Empty(_twitch.Calls);

        var poll = await rig.CreateAsync(partly);
        Assert.Equal((State.Open, PartState.Unsupported), (poll.State, Part(poll, "deaf").State));
        Assert.Equal("CAPABILITY_UNSUPPORTED", Part(poll, "deaf").Problem.Reason);
    }

    [Fact]
    public async Task A_repeated_call_is_the_same_poll_and_one_at_a_time_is_held_on_a_channel()
    {
        await using var rig = PollRig.Start(_twitch);
        var poll = await rig.CreateAsync();
        Assert.Equal(poll.Name, (await rig.CreateAsync()).Name);
        var other = PollRig.Ask();
        other.Question = "Else?";
        Assert.Equal(
            ["request_id"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "REQUEST_ID_REUSED", () => rig.CreateAsync(other))
        );
        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "POLL_RUNNING", () => rig.CreateAsync(PollRig.Ask("another")));
        Assert.Equal(["start"], _twitch.Calls);

        await rig.EndAsync(poll.Name);
        var next = await rig.CreateAsync(PollRig.Ask("another"));
        var first = await rig.Client.ListPollsAsync(new() { PageSize = 1 });
        var second = await rig.Client.ListPollsAsync(new() { PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal([next.Name, poll.Name], first.Polls.Concat(second.Polls).Select(static p => p.Name));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task A_forgotten_name_is_taken_out_of_its_words()
    {
        await using var rig = PollRig.Start(_bilibili);
        var poll = await rig.CreateAsync();

        rig.Store.Clean(static text => text.Replace("Tea", "–", StringComparison.Ordinal));

        var clean = await rig.GetAsync(poll.Name);
        Assert.Equal(("– or coffee?", "–"), (clean.Question, clean.Options[0]));
    }

    private static PollPart Part(SharedPoll poll, string platform) => poll.Parts.Single(p => p.Platform == platform);

    private static long Sum(IEnumerable<PollVotes> votes) => votes.Sum(static v => v.Votes);
}

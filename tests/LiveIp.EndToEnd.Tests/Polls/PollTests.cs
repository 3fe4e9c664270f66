using Grpc.Core;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;
using PartState = LiveIp.V1.PollPart.Types.State;
using State = LiveIp.V1.SharedPoll.Types.State;

namespace LiveIp.EndToEnd.Tests.Polls;

/// <summary>One poll on three platforms over real sockets, answers lost and hosts killed on the way included.</summary>
public sealed class PollTests : IAsyncLifetime
{
    private PollHouse _house = null!;

    public async ValueTask InitializeAsync() => _house = await PollHouse.OpenAsync(Deadline.In(90));

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task One_poll_on_three_channels_has_one_count()
    {
        var deadline = Deadline.In(60);
        var poll = await _house.CreateAsync(PollHouse.Ask(300), deadline);
        Assert.All(poll.Parts, static p => Assert.True(p.State == PartState.Open, p.ToString()));
        Assert.Equal(
            [PollPart.Types.Method.ChatVote, PollPart.Types.Method.Native, PollPart.Types.Method.Native],
            poll.Parts.OrderBy(static p => p.Platform, StringComparer.Ordinal).Select(static p => p.Method)
        );

        await _house.VoteAsync("twitch", 1, 7, deadline);
        await _house.VoteAsync("youtube", 2, 5, deadline);
        await _house.VoteAsync("youtube", 1, 1, deadline);
        foreach (var (viewer, text) in new[] { (1, "1"), (2, "投2"), (3, "２"), (1, "2"), (4, "no 2") })
        {
            await _house.SayAsync("bilibili", viewer, text, deadline);
        }

        // Without the agreement YouTube's part is shown, and is in no sum.
        var told = await _house.UntilAsync(
            poll.Name,
            static p => p.Tally.Votes.Sum(static v => v.Votes) == 10 && Part(p, "youtube").Votes.Sum(static v => v.Votes) == 6,
            deadline
        );
        Assert.Equal([7, 3], told.Tally.Votes.Select(static v => v.Votes));
        Assert.StartsWith(
            "policy",
            Assert.Single(told.Tally.LeftOut, l => l.Channel == _house.Channels["youtube"]).Reason,
            StringComparison.Ordinal
        );
        await _house.AgreeAsync(deadline);
        told = (await _house.Client.GetPollAsync(new() { Name = poll.Name }, cancellationToken: deadline)).Poll;
        Assert.Equal([8, 8], told.Tally.Votes.Select(static v => v.Votes));
        Assert.Equal(3, told.Tally.Channels.Count);
        Assert.Equal([0, 3], Part(told, "bilibili").Votes.Select(static v => v.Votes));
        Assert.Equal([7, 0], Part(told, "twitch").Votes.Select(static v => v.Votes));
        Assert.Equal([1, 5], Part(told, "youtube").Votes.Select(static v => v.Votes));

        var ended = (await _house.Client.EndPollAsync(new() { Name = poll.Name, RequestId = "end" }, cancellationToken: deadline)).Poll;
        Assert.Equal(State.Closed, ended.State);
        Assert.Equal([8, 8], ended.Tally.Votes.Select(static v => v.Votes));
        var (youtube, twitch) = await _house.PollsAsync(deadline);
        Assert.Equal([false], youtube);
        Assert.Equal([false], twitch);
        // What was a vote is chat as well, and what a platform told of its poll is in the log.
        var chat = await EventsAsync("chat_message", deadline);
        Assert.Equal(["1", "投2", "２", "2", "no 2"], chat.Select(static e => e.ChatMessage.Text));
        var closed = (await EventsAsync("poll", deadline)).Where(static e => e.Poll.State == Poll.Types.State.Closed);
        Assert.Equal(
            new[] { Part(poll, "twitch").PlatformPollId, Part(poll, "youtube").PlatformPollId }.ToHashSet(),
            closed.Select(static e => e.Poll.PollId).ToHashSet()
        );
    }

    [Fact]
    public async Task With_every_answer_lost_once_there_is_one_poll_on_each()
    {
        var deadline = Deadline.In(80);
        await _house.LoseEachAnswerAsync(deadline);

        var poll = await _house.CreateAsync(PollHouse.Ask(300), deadline);
        Assert.All(poll.Parts, static p => Assert.True(p.State == PartState.Open, p.ToString()));
        Assert.Equal(poll.Name, (await _house.CreateAsync(PollHouse.Ask(300), deadline)).Name);
        var ended = (await _house.Client.EndPollAsync(new() { Name = poll.Name, RequestId = "end" }, cancellationToken: deadline)).Poll;

        Assert.True(ended.State == State.Closed, ended.ToString());
        var (youtube, twitch) = await _house.PollsAsync(deadline);
        Assert.Equal([false], youtube);
        Assert.Equal([false], twitch);
    }

    [Fact]
    public async Task A_host_killed_while_it_is_open_ends_it_in_time_and_has_every_vote()
    {
        var deadline = Deadline.In(80);
        await _house.AgreeAsync(deadline);
        var poll = await _house.CreateAsync(PollHouse.Ask(15), deadline);
        await _house.VoteAsync("twitch", 1, 2, deadline);
        await _house.SayAsync("bilibili", 1, "2", deadline);
        await _house.UntilAsync(poll.Name, static p => p.Tally.Votes.Sum(static v => v.Votes) == 3, deadline);

        await _house.KillAsync(deadline);
        await _house.VoteAsync("youtube", 2, 4, deadline);
        var closed = await _house.UntilAsync(poll.Name, static p => p.State == State.Closed, deadline);

        Assert.All(closed.Parts, static p => Assert.True(p.State == PartState.Closed, p.ToString()));
        Assert.Equal([2, 5], closed.Tally.Votes.Select(static v => v.Votes));
        var (youtube, twitch) = await _house.PollsAsync(deadline);
        Assert.Equal([false], youtube);
        Assert.Equal([false], twitch);
    }

    [Fact]
    public async Task What_a_platform_does_not_take_is_said_before_anything_leaves()
    {
        var deadline = Deadline.In(30);
        var request = PollHouse.Ask(10);
        request.Options[1] = "An option that is far too long for Twitch";

        var error = await Assert.ThrowsAsync<RpcException>(() => _house.CreateAsync(request, deadline));

        var violations = error.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations;
        Assert.Equal(["duration", "options[1]"], violations.Select(static v => v.Field).Order());
        Assert.All(violations, v => Assert.StartsWith(_house.Channels["twitch"], v.Description, StringComparison.Ordinal));
        var (youtube, twitch) = await _house.PollsAsync(deadline);
        Assert.Empty(youtube.Concat(twitch));
    }

    private static PollPart Part(SharedPoll poll, string platform) => poll.Parts.Single(p => p.Platform == platform);

    private async Task<IReadOnlyList<LiveEvent>> EventsAsync(string kind, CancellationToken cancellationToken)
    {
        var answer = await new EventService.EventServiceClient(_house.Api).ListEventsAsync(
            new()
            {
                PageSize = 1000,
                Filter = new() { Kinds = { kind } },
            },
            cancellationToken: cancellationToken
        );
        return answer.Events;
    }
}

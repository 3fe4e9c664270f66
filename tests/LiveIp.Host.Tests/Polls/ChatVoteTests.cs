using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using PartState = LiveIp.V1.PollPart.Types.State;

namespace LiveIp.Host.Tests.Polls;

/// <summary>A poll where viewers vote by what they write.</summary>
public sealed class ChatVoteTests
{
    private readonly PollHall _room = new("bilibili", typeof(ChatHall));

    [Fact]
    public async Task Each_person_has_one_vote_and_the_last_counts()
    {
        await using var rig = PollRig.Start(_room);
        await _room.SayAsync("a", "1");
        await rig.Log.FlushAsync(Deadline.Token());
        var poll = await rig.CreateAsync();
        Assert.Equal((PollPart.Types.Method.ChatVote, PartState.Open), (Assert.Single(poll.Parts).Method, poll.Parts[0].State));

        foreach (var (person, text) in ((string, string)[])[("a", "2"), ("b", "１"), ("c", "投2"), ("b", "2"), ("d", "2!"), ("", "1")])
        {
            await _room.SayAsync(person, text);
        }

        await _room.SayAsync("us", "1", static said => said.Own = true);
        await _room.SayAsync(
            "old",
            "1",
            static said => said.OccurredAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(-1))
        );
        var told = await rig.UntilAsync(poll.Name, static p => p.Tally.Votes.Sum(static v => v.Votes) == 3);
        Assert.Equal<long[]>([0, 3], Votes(told));

        await _room.SayAsync("e", "1");
        await rig.Log.FlushAsync(Deadline.Token());
        var ended = await rig.EndAsync(poll.Name);
        Assert.Equal((SharedPoll.Types.State.Closed, PartState.Closed), (ended.State, ended.Parts[0].State));
        Assert.Equal<long[]>([1, 3], Votes(ended));

        // What came later changes nothing, and all of it is chat.
        await _room.SayAsync("f", "1");
        await rig.Log.FlushAsync(Deadline.Token());
        Assert.Equal<long[]>([1, 3], Votes(await rig.GetAsync(poll.Name)));
        Assert.Equal(11, rig.Log.Read(0, 100, new() { Kinds = [LiveEvent.BodyOneofCase.ChatMessage] }).Count);
    }

    [Fact]
    public async Task A_host_that_is_killed_loses_no_vote_and_keeps_the_time()
    {
        await using var killed = PollRig.Start(_room);
        var name = await killed.CreateShortAsync(TimeSpan.FromSeconds(1.5), PollMethod.ChatVote);
        await _room.SayAsync("a", "1");
        await _room.SayAsync("b", "2");
        await killed.Log.FlushAsync(Deadline.Token());
        _room.GoOn();

        await using var rig = killed.Restart();
        await _room.SayAsync("c", "2");
        var closed = await rig.UntilAsync(name, static p => p.State == SharedPoll.Types.State.Closed);

        Assert.Equal<long[]>([1, 2], Votes(closed));
        Assert.Equal(closed.EndTime, closed.Parts[0].EndTime);
    }

    private static long[] Votes(SharedPoll poll)
    {
        Assert.Equal(poll.Tally.Votes, poll.Parts[0].Votes);
        return [.. poll.Tally.Votes.Select(static v => v.Votes)];
    }
}

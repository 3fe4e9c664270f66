using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.Tests.Faults;

public sealed class FaultBoardTests
{
    private readonly FaultBoard _board = new();

    [Fact]
    public void Each_operation_loses_one_answer_and_no_more()
    {
        Assert.False(_board.LosesAnswer("twitch", "PATCH /helix/channels"));
        _board.Order(new Fault("twitch", FaultKind.LoseEachAnswer));

        Assert.True(_board.LosesAnswer("twitch", "PATCH /helix/channels"));
        Assert.False(_board.LosesAnswer("twitch", "PATCH /helix/channels"));
        Assert.True(_board.LosesAnswer("twitch", "POST /helix/polls"));
        Assert.False(_board.LosesAnswer("youtube", "POST /youtube/v3/liveBroadcasts"));
    }

    [Fact]
    public void Ordered_again_each_loses_one_more()
    {
        _board.Order(new Fault("youtube", FaultKind.LoseEachAnswer));
        Assert.True(_board.LosesAnswer("youtube", "bind"));
        _board.Order(new Fault("youtube", FaultKind.LoseEachAnswer));
        Assert.True(_board.LosesAnswer("youtube", "bind"));
        Assert.False(_board.LosesAnswer("youtube", "bind"));
    }

    [Fact]
    public void Counted_losses_meet_whatever_acts_next()
    {
        _board.Order(new Fault("youtube", FaultKind.LoseAnswer, Count: 2));
        Assert.True(_board.LosesAnswer("youtube", "insert"));
        Assert.True(_board.LosesAnswer("youtube", "insert"));
        Assert.False(_board.LosesAnswer("youtube", "insert"));
    }
}

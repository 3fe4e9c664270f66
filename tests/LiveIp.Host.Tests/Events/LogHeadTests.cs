using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Events;

public sealed class LogHeadTests
{
    [Fact]
    public void Holds_the_newest_within_its_number()
    {
        var head = new LogHead();
        head.Add([.. Enumerable.Range(1, LogHead.Capacity + 5).Select(static i => Event(i))]);

        Assert.Equal(
            (false, true, true, false),
            (head.Holds(5), head.Holds(6), head.Holds(LogHead.Capacity + 5), head.Holds(LogHead.Capacity + 6))
        );
        Assert.Null(head.Read(4, long.MaxValue, 10, null));
        Assert.Equal([6, 7], head.Read(5, long.MaxValue, 2, null)!.Select(static e => e.Sequence));
    }

    [Fact]
    public void Holds_the_newest_within_its_bytes()
    {
        var head = new LogHead();
        head.Add([.. Enumerable.Range(1, 20).Select(static i => Event(i, bytes: (int)LogHead.MostBytes / 8))]);

        Assert.Equal((false, true), (head.Holds(12), head.Holds(13)));
        head.Add([Event(21, bytes: 2 * (int)LogHead.MostBytes)]);
        Assert.Equal((false, true), (head.Holds(20), head.Holds(21)));
    }

    [Fact]
    public void Answers_by_filter_and_only_what_it_can()
    {
        var head = new LogHead();
        head.Add([Event(7), Event(8, channel: "channels/two"), Event(9), Event(10)]);

        Assert.Equal([8], head.Read(6, 10, 10, new() { Channels = ["channels/two"] })!.Select(static e => e.Sequence));
        Assert.Equal([7, 8, 9], head.Read(6, upTo: 9, 10, new() { Platforms = ["twitch"] })!.Select(static e => e.Sequence));
        Assert.Empty(head.Read(6, 10, 10, new() { Kinds = [LiveEvent.BodyOneofCase.Raid] })!);
        Assert.Null(head.Read(5, 10, 10, null));
        Assert.Null(head.Read(6, 10, 10, new() { From = DateTimeOffset.UnixEpoch }));
        head.Clear();
        Assert.Null(head.Read(6, 10, 10, null));
        head.Add([Event(11)]);
        Assert.Equal([11], head.Read(10, 11, 10, null)!.Select(static e => e.Sequence));
    }

    private static StoredEvent Event(long sequence, int bytes = 1, string channel = "channels/one") =>
        new(sequence, channel, "twitch", LiveEvent.BodyOneofCase.ChatMessage, new byte[bytes]);
}

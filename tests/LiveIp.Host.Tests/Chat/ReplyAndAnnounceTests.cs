using Grpc.Core;
using LiveIp.Host.Tests.Chat.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Chat;

public sealed class ReplyAndAnnounceTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TalkingPlatform _one = new("one", typeof(WholeAdapter));
    private readonly TalkingPlatform _two = new("two", typeof(TalkingAdapter));

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_goes_to_the_message_that_is_named(bool bySequence)
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await _one.TellAsync("m1", "who are you?", "one:ann", isOwner: false);
        var asked = Assert.Single(await rig.MessagesAsync());

        var answer = await rig.Chat.ReplyToMessageAsync(
            new()
            {
                Event = bySequence ? new() { Sequence = asked.Sequence } : new() { Channel = "channels/one", Id = "m1" },
                Text = "a bot",
                RequestId = "r",
            }
        );

        Assert.Equal((SendState.Sent, false), (answer.Result.State, answer.Plain));
        Assert.Equal(("a bot", "m1"), (Assert.Single(_one.Heard).Text, _one.Heard.First().ReplyTo));
    }

    [Fact]
    public async Task Where_there_are_no_replies_an_ordinary_message_names_the_author_if_that_is_fine()
    {
        _one.Limits = _one.Limits with { Replies = false };
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);
        await _one.TellAsync("m1", "who are you?", "one:ann", isOwner: false);
        await rig.MessagesAsync();
        var request = new ReplyToMessageRequest
        {
            Event = new() { Channel = "channels/one", Id = "m1" },
            Text = "a bot",
            RequestId = "r",
        };

        await RpcAssert.FailsAsync(
            StatusCode.Unimplemented,
            "CAPABILITY_UNSUPPORTED",
            async () => await rig.Chat.ReplyToMessageAsync(request)
        );
        request.AllowPlain = true;
        var answer = await rig.Chat.ReplyToMessageAsync(request);

        Assert.True(answer.Plain);
        Assert.Equal(("a bot", null), (Assert.Single(_one.Heard).Text, _one.Heard.First().ReplyTo));
    }

    [Fact]
    public async Task An_event_that_the_log_does_not_hold_is_not_found()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one);

        foreach (
            var name in new EventName[]
            {
                new() { Sequence = 99 },
                new() { Channel = "channels/one", Id = "nothing" },
            }
        )
        {
            await RpcAssert.FailsAsync(
                StatusCode.NotFound,
                "EVENT_NOT_FOUND",
                async () =>
                    await rig.Chat.ReplyToMessageAsync(
                        new()
                        {
                            Event = name,
                            Text = "x",
                            RequestId = "r",
                        }
                    )
            );
        }
    }

    [Fact]
    public async Task An_announcement_is_an_ordinary_message_where_there_are_none_if_that_is_fine()
    {
        await using var rig = await ChatRig.StartAsync(_directory.Path, _one, _two);
        var request = new AnnounceRequest { Text = "raffle", RequestId = "r" };

        await RpcAssert.FailsAsync(StatusCode.Unimplemented, "CAPABILITY_UNSUPPORTED", async () => await rig.Chat.AnnounceAsync(request));
        Assert.Empty(_one.Heard);
        request.AllowPlain = true;
        var answer = await rig.Chat.AnnounceAsync(request);

        Assert.All(answer.Results, static r => Assert.Equal(SendState.Sent, r.State));
        Assert.Single(_one.Heard);
        Assert.Single(_two.Heard);
    }
}

using Grpc.Core;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Chat;

/// <summary>Writing in the chats over real sockets, answers lost on the way included.</summary>
public sealed class SayTests : IAsyncLifetime
{
    private LiveChats _chats = null!;

    public async ValueTask InitializeAsync() => _chats = await LiveChats.StartAsync(Deadline.In(90));

    public ValueTask DisposeAsync() => _chats.DisposeAsync();

    [Fact]
    public async Task One_message_is_in_both_chats_once_and_known_as_our_own()
    {
        const string text = "hello from here 你好";
        var request = new SendMessageRequest
        {
            Text = text,
            AllowPartial = true,
            RequestId = "one",
        };
        var answer = await _chats.Chat.SendMessageAsync(request, cancellationToken: Deadline.In(30));

        Assert.Equal(SendState.Unsupported, Of(answer, "bilibili").State);
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            Assert.True(Of(answer, platform).State == SendState.Sent, Of(answer, platform).ToString());
            Assert.Equal(1, await _chats.CopiesAsync(platform, text, Deadline.In(20)));
        }

        var own = await _chats.OwnAsync(2, Deadline.In(20));
        Assert.Equal(
            answer.Results.SelectMany(static r => r.Lines).Select(static l => l.EventId).Order(),
            own.Select(static e => e.Id).Order()
        );
    }

    [Fact]
    public async Task With_every_answer_lost_the_echo_is_looked_for_and_each_line_is_there_once()
    {
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            await _chats.Emulators.OrderFaultAsync(new { platform, kind = "loseEachAnswer" }, Deadline.In(10));
        }

        const string text = "was it heard?";
        var request = new SendMessageRequest
        {
            Text = text,
            Channels = { _chats.Channels["youtube"], _chats.Channels["twitch"] },
            RequestId = "lost",
        };
        var answer = await _chats.Chat.SendMessageAsync(request, cancellationToken: Deadline.In(40));

        Assert.All(answer.Results, static r => Assert.True(r.State == SendState.Sent, r.ToString()));
        Assert.Equal(answer, await _chats.Chat.SendMessageAsync(request, cancellationToken: Deadline.In(40)));
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            Assert.Equal(1, await _chats.CopiesAsync(platform, text, Deadline.In(20)));
        }
    }

    [Fact]
    public async Task Where_the_echo_does_not_come_either_it_is_unknown_and_said_so()
    {
        // The answer is lost, and for longer than is waited nothing is told.
        await _chats.Emulators.OrderFaultAsync(
            new
            {
                platform = "twitch",
                kind = "stall",
                seconds = 30,
            },
            Deadline.In(10)
        );
        await _chats.Emulators.OrderFaultAsync(new { platform = "twitch", kind = "loseAnswer" }, Deadline.In(10));

        const string text = "nobody knows";
        var request = new SendMessageRequest
        {
            Text = text,
            Channels = { _chats.Channels["twitch"] },
            RequestId = "unknown",
        };
        var answer = await _chats.Chat.SendMessageAsync(request, cancellationToken: Deadline.In(40));

        Assert.True(Of(answer, "twitch").State == SendState.Unknown, answer.ToString());
        Assert.Equal("OUTCOME_UNKNOWN", Assert.Single(Of(answer, "twitch").Lines).Reason);
        Assert.Equal(1, await _chats.CopiesAsync("twitch", text, Deadline.In(20)));
    }

    [Fact]
    public async Task Bilibili_has_no_way_to_write()
    {
        var request = new SendMessageRequest
        {
            Text = "x",
            Channels = { _chats.Channels["bilibili"] },
            RequestId = "never",
        };
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _chats.Chat.SendMessageAsync(request, cancellationToken: Deadline.In(20))
        );

        var info = error.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!;
        Assert.Equal((StatusCode.Unimplemented, "CAPABILITY_UNSUPPORTED"), (error.StatusCode, info.Reason));
        Assert.Equal((_chats.Channels["bilibili"], "chat_send"), (info.Metadata["channel"], info.Metadata["capability"]));
    }

    private ChannelSendResult Of(SendMessageResponse answer, string platform) =>
        answer.Results.Single(r => r.Channel == _chats.Channels[platform]);
}

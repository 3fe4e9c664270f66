using LiveIp.EndToEnd.Tests.SignIn;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Chat;

/// <summary>A bot's account speaks in the channel's place, an ordinary viewer to the platform, and LiveIp knows its own lines still.</summary>
public sealed class BotTests : IAsyncLifetime
{
    private LiveChats _chats = null!;

    public async ValueTask InitializeAsync() => _chats = await LiveChats.StartAsync(Deadline.In(90));

    public ValueTask DisposeAsync() => _chats.DisposeAsync();

    [Theory]
    [InlineData("twitch", "twitch:687654321")]
    [InlineData("youtube", "youtube:UCliveipbot0000000000000")]
    public async Task It_writes_and_a_lost_answer_is_found_by_its_echo(string platform, string bot)
    {
        var deadline = Deadline.In(60);
        using var desk = new SignInDesk(_chats.Emulators, _chats.Api);
        await desk.MindAsync(
            new
            {
                platform,
                answer = "allow",
                account = "bot",
            },
            deadline
        );
        var signedIn = await desk.SignInAsync(
            new BeginSignInRequest { Channel = _chats.Channels[platform], Role = AccountRole.Bot },
            deadline
        );
        Assert.True(signedIn.Done is not null, signedIn.ToString());

        await SayAsync("hello from the bot");
        await _chats.Emulators.OrderFaultAsync(new { platform, kind = "loseAnswer" }, deadline);
        await SayAsync("and once more 再来");

        var own = await _chats.OwnAsync(2, deadline);
        Assert.All(own, e => Assert.Equal((bot, false, false), (e.Actor.Person.Id, e.Actor.IsOwner, e.Actor.IsModerator)));

        async Task SayAsync(string text)
        {
            var request = new SendMessageRequest
            {
                Text = text,
                Channels = { _chats.Channels[platform] },
                RequestId = text,
            };
            var result = Assert.Single((await _chats.Chat.SendMessageAsync(request, cancellationToken: deadline)).Results);
            Assert.True(result.State == SendState.Sent, result.ToString());
            Assert.Equal(1, await _chats.CopiesAsync(platform, text, deadline));
        }
    }
}

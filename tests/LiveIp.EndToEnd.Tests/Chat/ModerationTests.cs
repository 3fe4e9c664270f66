using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Events;
using LiveIp.V1;
using Kind = LiveIp.V1.Retraction.Types.Kind;

namespace LiveIp.EndToEnd.Tests.Chat;

/// <summary>Moderation over real sockets, by the name of what is seen in the log, with each answer lost once.</summary>
public sealed class ModerationTests : IAsyncLifetime
{
    private LiveChats _chats = null!;

    public async ValueTask InitializeAsync() => _chats = await LiveChats.StartAsync(Deadline.In(90));

    public ValueTask DisposeAsync() => _chats.DisposeAsync();

    [Theory]
    [InlineData("twitch", false)]
    [InlineData("twitch", true)]
    [InlineData("youtube", false)]
    [InlineData("youtube", true)]
    public async Task A_message_is_taken_out_and_its_author_banned_and_unbanned_once(string platform, bool losing)
    {
        var deadline = Deadline.In(80);
        await _chats.BurstAsync(platform, 300, deadline);
        var spam = await SpamAsync(platform, deadline);
        if (losing)
        {
            await _chats.Emulators.OrderFaultAsync(new { platform, kind = "loseEachAnswer" }, deadline);
        }

        var name = new EventName { Channel = spam.Channel, Id = spam.Id };
        await _chats.Chat.DeleteMessageAsync(new() { Event = name, RequestId = "delete" }, cancellationToken: deadline);
        await ToldAsync(spam.Channel, r => r.Kind == Kind.MessageDeleted && r.TargetIds.Contains(spam.Id), deadline);

        var banned = await _chats.Chat.BanPersonAsync(
            new()
            {
                Target = new() { Event = name },
                Reason = "spam",
                RequestId = "ban",
            },
            cancellationToken: deadline
        );
        await ToldAsync(spam.Channel, r => r.Kind == Kind.Banned && r.Target.Id == spam.Actor.Person.Id, deadline);
        // YouTube tells the handle in the answer alone, and without it nobody but a person can lift the ban.
        Assert.Equal((spam.Actor.Person.Id, losing && platform == "youtube"), (banned.Ban.Person, banned.Ban.HandleLost));

        if (!banned.Ban.HandleLost)
        {
            await _chats.Chat.UnbanPersonAsync(
                new()
                {
                    Target = new() { Event = name },
                    RequestId = "unban",
                },
                cancellationToken: deadline
            );
        }

        Assert.Equal(1, _chats.Retractions(spam.Channel).Count(r => r.Kind == Kind.Banned && r.Target.Id == spam.Actor.Person.Id));
    }

    /// <summary>Somebody's message who is neither the owner nor a moderator: platforms protect those.</summary>
    private async Task<LiveEvent> SpamAsync(string platform, CancellationToken cancellationToken)
    {
        var filter = new LogFilter { Channels = [_chats.Channels[platform]], Kinds = [LiveEvent.BodyOneofCase.ChatMessage] };
        while (true)
        {
            var last = _chats.Log.LastSequence;
            var spam = _chats
                .Log.Read(0, 10_000, filter)
                .Select(static s => s.Parse())
                .LastOrDefault(static e => e is { Own: false, Actor: { IsOwner: false, IsModerator: false } });
            if (spam is not null)
            {
                return spam;
            }

            await _chats.Log.WaitForMoreAsync(last, cancellationToken);
        }
    }

    private async Task ToldAsync(string channel, Predicate<Retraction> holds, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = _chats.Log.LastSequence;
            if (_chats.Retractions(channel).Any(r => holds(r)))
            {
                return;
            }

            await _chats.Log.WaitForMoreAsync(last, cancellationToken);
        }
    }
}

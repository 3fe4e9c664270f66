using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

// What is done over the API; whoever listens is told as of anything else. The words of the broadcaster and the bot are no audience, so
// their rows count for no metric.
internal sealed partial class Wording
{
    /// <summary>What can be answered, and taken out. To be read by the thread that tells.</summary>
    public Sayings Sayings { get; } = new();

    /// <summary>The broadcaster or the bot wrote, or answered.</summary>
    public (Saying Said, IReadOnlyList<Notification> Told) TellSaid(Viewer author, string text, Saying? answered)
    {
        Begin();
        var (said, body) = ChatBody(author, text, bits: 0, "text", answered);
        return (said, [Say("channel.chat.message", body, "chat_message", new Facts(said.Author, text))]);
    }

    /// <summary>The broadcaster announced something.</summary>
    public IReadOnlyList<Notification> TellAnnounced(string text, string color)
    {
        Begin();
        var detail = new JsonObject { ["color"] = color };
        return [Notice("announcement", Viewer.Owner, detail, "", "chat_message", new Facts(ids.Broadcaster, text), text)];
    }

    /// <summary>A message was taken out of the chat.</summary>
    public IReadOnlyList<Notification> TellRemoved(Saying saying)
    {
        Begin();
        Sayings.Remove(saying.Id);
        var body = OfChannel().With("target_user", saying.Author);
        body["message_id"] = saying.Id;
        return [Say("channel.chat.message_delete", body, "retraction", new Facts())];
    }

    /// <summary>All of the chat was.</summary>
    public IReadOnlyList<Notification> TellCleared()
    {
        Begin();
        return [ChatCleared()];
    }

    /// <summary>Who may not write. To be read by the thread that tells.</summary>
    public ChatBans Bans { get; } = new(clock);

    /// <summary>Somebody was banned, or timed out for so many seconds.</summary>
    public (DateTimeOffset CreatedAt, DateTimeOffset? EndsAt, IReadOnlyList<Notification> Told) TellBanned(
        string userId,
        long? seconds,
        string reason
    )
    {
        Begin();
        var target = PersonOf(userId);
        var ends = seconds is { } duration ? _now.AddSeconds(duration) : (DateTimeOffset?)null;
        Bans.Place(userId, ends ?? DateTimeOffset.MaxValue);
        var body = OfChannel(new JsonObject().With("user", target)).With("moderator_user", ids.Broadcaster);
        body["reason"] = reason;
        body["banned_at"] = _at;
        body["ends_at"] = ends is { } end ? Wire.Nanos(end) : null;
        body["is_permanent"] = ends is null;
        return (
            _now,
            ends,
            [
                Say("channel.ban", body, "retraction", new Facts(ids.Broadcaster)),
                Say("channel.chat.clear_user_messages", OfChannel().With("target_user", target), "retraction", new Facts()),
            ]
        );
    }

    /// <summary>A ban was lifted.</summary>
    public IReadOnlyList<Notification> TellUnbanned(string userId)
    {
        Begin();
        Bans.Lift(userId);
        var body = OfChannel(new JsonObject().With("user", PersonOf(userId))).With("moderator_user", ids.Broadcaster);
        return [Say("channel.unban", body, "retraction", new Facts(ids.Broadcaster))];
    }

    private Person PersonOf(string userId) => Sayings.FindAuthor(userId) ?? new Person(userId, $"user_{userId}", $"user_{userId}");

    // The script's numbers are positive.
    private void Begin()
    {
        _number = --_updates;
        _told = 0;
        _now = clock.GetUtcNow();
        _at = Wire.Nanos(_now);
    }
}

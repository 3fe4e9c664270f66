using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

// What the broadcaster does over the API; whoever listens is told as of anything else. The broadcaster's own words are no audience, so
// their rows count for no metric.
internal sealed partial class Wording
{
    /// <summary>What can be answered, and taken out. To be read by the thread that tells.</summary>
    public Sayings Sayings { get; } = new();

    /// <summary>The broadcaster wrote, or answered.</summary>
    public (Saying Said, IReadOnlyList<Notification> Told) TellSaid(string text, Saying? answered)
    {
        Begin(n => new ChatEvent(n, TimeSpan.Zero, Viewer.Owner, text));
        var (said, body) = ChatBody(Viewer.Owner, text, bits: 0, "text", answered);
        return (said, [Say("channel.chat.message", body, "chat_message", new Facts(said.Author, text))]);
    }

    /// <summary>The broadcaster announced something.</summary>
    public IReadOnlyList<Notification> TellAnnounced(string text, string color)
    {
        Begin(n => new SpecialChatEvent(n, TimeSpan.Zero, Viewer.Owner, text));
        var detail = new JsonObject { ["color"] = color };
        return [Notice("announcement", Viewer.Owner, detail, "", "chat_message", new Facts(ids.Broadcaster, text), text)];
    }

    /// <summary>A message was taken out of the chat.</summary>
    public IReadOnlyList<Notification> TellRemoved(Saying saying)
    {
        Begin(n => new ChatClearEvent(n, TimeSpan.Zero));
        Sayings.Remove(saying.Id);
        var body = OfChannel().With("target_user", saying.Author);
        body["message_id"] = saying.Id;
        return [Say("channel.chat.message_delete", body, "retraction", new Facts())];
    }

    /// <summary>All of the chat was.</summary>
    public IReadOnlyList<Notification> TellCleared()
    {
        Begin(n => new ChatClearEvent(n, TimeSpan.Zero));
        return [ChatCleared()];
    }

    // The script's numbers are positive.
    private void Begin(Func<long, ShowEvent> occurrence)
    {
        _occurrence = occurrence(--_updates);
        _told = 0;
        _now = clock.GetUtcNow();
        _at = Wire.Nanos(_now);
    }
}

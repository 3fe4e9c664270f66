using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

// The channel itself: on and off the air, who watches, who comes.
internal sealed partial class Wording
{
    private Notification Follow(FollowEvent e)
    {
        var person = ids.Of(e.Viewer);
        _state = _state.WithFollower(new Follower(person, _now));
        var body = OfChannel(new JsonObject().With("user", person));
        body["followed_at"] = _at;
        return Say("channel.follow", body, "follow", new Facts(person) { Counts = { ["follows.gained"] = 1 } }, version: "2");
    }

    private List<Notification> Raid(RaidEvent e)
    {
        var person = ids.Of(e.From);
        var facts = new Facts(person, Group: GroupOf("raid"));
        var body = new JsonObject().With("from_broadcaster_user", person).With("to_broadcaster_user", ids.Broadcaster);
        body["viewers"] = e.Viewers;
        var detail = new JsonObject().With("user", person);
        detail["viewer_count"] = e.Viewers;
        detail["profile_image_url"] = "https://static-cdn.jtvnw.net/jtv_user_pictures/raider-profile_image-%s.png";
        return
        [
            Say("channel.raid", body, "raid", facts with { Counts = new() { ["raids.received_viewers"] = e.Viewers } }),
            Notice("raid", e.From, detail, $"{e.Viewers} raiders from {person.Name} have joined!", "raid", facts),
        ];
    }

    private Notification AdBreak(AdBreakEvent e)
    {
        var body = new JsonObject
        {
            ["duration_seconds"] = e.Seconds,
            ["started_at"] = _at,
            ["is_automatic"] = false,
        };
        OfChannel(body).With("requester_user", ids.Broadcaster);
        return Say("channel.ad_break.begin", body, "ad_break", new Facts(ids.Broadcaster));
    }

    private Notification ChannelUpdate(ChannelUpdateEvent e)
    {
        _state = _state with { Title = e.Title };
        return ChannelUpdated();
    }

    private Notification ChannelUpdated()
    {
        var body = OfChannel();
        body["title"] = _state.Title;
        body["language"] = _state.Language;
        body["category_id"] = _state.GameId;
        body["category_name"] = Games.NameOf(_state.GameId);
        body["content_classification_labels"] = new JsonArray();
        return Say("channel.update", body, "channel_update", new Facts(), version: "2");
    }

    private Notification Shoutout(VendorEvent e)
    {
        var body = OfChannel().With("moderator_user", ids.Broadcaster).With("to_broadcaster_user", ids.Of(e.Viewer));
        body["started_at"] = _at;
        body["viewer_count"] = _state.Viewers;
        body["cooldown_ends_at"] = Wire.Nanos(_now.AddMinutes(2));
        body["target_cooldown_ends_at"] = Wire.Nanos(_now.AddHours(1));
        return Say("channel.shoutout.create", body, "vendor", new Facts());
    }

    private List<Notification> Audience(AudienceEvent e)
    {
        _state = _state with { Viewers = e.Viewers, Followers = e.Followers };
        if (_state.Stream is not null)
        {
            Sample("viewers.concurrent", e.Viewers);
        }

        Sample("followers.total", e.Followers);
        Sample("chat.messages", _messages);
        return [];
    }

    private Notification Online(BroadcastStartEvent e)
    {
        _streams++;
        var stream = new LiveStream(TwitchIds.Numeric(e.Number), _now);
        _state = _state with { Stream = stream, Title = TitleOf(e.Title) };
        // Listed from now on, with whoever is there already. A reading that was answered before the first change arrives after it.
        Sample("viewers.concurrent", _state.Viewers);
        Sample("followers.total", _state.Followers);
        var body = OfChannel(new JsonObject { ["id"] = stream.Id });
        body["type"] = "live";
        body["started_at"] = _at;
        return Say("stream.online", body, "broadcast_state", new Facts());
    }

    private string TitleOf(string scripted) => _state.IsTitleSet || scripted.Length == 0 ? _state.Title : scripted;

    private Notification Offline(BroadcastEndEvent e)
    {
        _state = _state with { Stream = null, Viewers = 0, Title = TitleOf(e.Title) };
        Sample("chat.messages", _messages);
        return Say("stream.offline", OfChannel(), "broadcast_state", new Facts());
    }
}

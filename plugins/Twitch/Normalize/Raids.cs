using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Raids, which reach us by two subscriptions (to and from the channel) and once more by a chat notice.</summary>
internal static class Raids
{
    /// <summary>channel.raid: the actor is always the channel that sends its viewers.</summary>
    public static LiveEvent Read(JsonElement e, string channelId)
    {
        var incoming = e.Required("to_broadcaster_user_id") == channelId;
        return new LiveEvent
        {
            Actor = People.Actor(e, "from_broadcaster_user", channelId),
            Raid = new Raid
            {
                Direction = incoming ? Raid.Types.Direction.Incoming : Raid.Types.Direction.Outgoing,
                OtherChannel = People.Read(e, incoming ? "from_broadcaster_user" : "to_broadcaster_user"),
                Viewers = e.RequiredCount("viewers"),
            },
        };
    }

    /// <summary>The notice <c>raid</c>, shown in the chat of the channel that is raided.</summary>
    public static Raid Notice(JsonElement e)
    {
        var other = People.Read(e, "user");
        other?.AvatarUri = e.Text("profile_image_url");
        return new Raid
        {
            Direction = Raid.Types.Direction.Incoming,
            OtherChannel = other,
            Viewers = e.RequiredCount("viewer_count"),
        };
    }

    /// <summary>The notice <c>unraid</c>: the channel called off its own raid.</summary>
    public static Raid Cancelled() => new() { Direction = Raid.Types.Direction.Outgoing, Cancelled = true };
}

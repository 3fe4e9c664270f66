using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>channel.follow.</summary>
internal static class Follows
{
    public static LiveEvent Read(JsonElement e, string channelId)
    {
        e.Required("user_id");
        return new LiveEvent { Actor = People.Actor(e, "user", channelId), Follow = new Follow() };
    }
}

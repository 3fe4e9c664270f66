using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Messages taken away, and people kept from writing more.</summary>
internal static class Retractions
{
    /// <summary>channel.chat.message_delete. Twitch does not say by whom.</summary>
    public static LiveEvent MessageDeleted(JsonElement e) =>
        new()
        {
            Retraction = new Retraction
            {
                Kind = Retraction.Types.Kind.MessageDeleted,
                TargetIds = { e.Required("message_id") },
                Target = People.Read(e, "target_user"),
            },
        };

    /// <summary>channel.chat.clear_user_messages.</summary>
    public static LiveEvent PersonCleared(JsonElement e)
    {
        e.Required("target_user_id");
        return new LiveEvent
        {
            Retraction = new Retraction { Kind = Retraction.Types.Kind.PersonCleared, Target = People.Read(e, "target_user") },
        };
    }

    /// <summary>channel.chat.clear.</summary>
    public static LiveEvent ChatCleared() => new() { Retraction = new Retraction { Kind = Retraction.Types.Kind.ChatCleared } };

    /// <summary>channel.ban: for ever, or until <c>ends_at</c>.</summary>
    public static LiveEvent Banned(JsonElement e, string channelId)
    {
        e.Required("user_id");
        var endsAt = e.Flag("is_permanent") ? null : e.Time("ends_at");
        return new LiveEvent
        {
            Actor = People.Actor(e, "moderator_user", channelId),
            Retraction = new Retraction
            {
                Kind = endsAt is null ? Retraction.Types.Kind.Banned : Retraction.Types.Kind.TimedOut,
                Target = People.Read(e, "user"),
                Duration = endsAt - e.Time("banned_at") is { } time && time >= TimeSpan.Zero ? Duration.FromTimeSpan(time) : null,
                Reason = e.Text("reason"),
            },
        };
    }

    /// <summary>channel.unban.</summary>
    public static LiveEvent Unbanned(JsonElement e, string channelId)
    {
        e.Required("user_id");
        return new LiveEvent
        {
            Actor = People.Actor(e, "moderator_user", channelId),
            Retraction = new Retraction { Kind = Retraction.Types.Kind.Unbanned, Target = People.Read(e, "user") },
        };
    }
}

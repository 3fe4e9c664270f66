using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>Who wrote in a TwitchDownloader file, and what.</summary>
internal static class TwitchChatters
{
    /// <summary>Null when the file does not say who.</summary>
    public static Actor? Read(JsonFields chatter, JsonFields message, string channelId)
    {
        var (id, name, login) = (chatter.Id("_id"), chatter.Text("display_name"), chatter.Text("name"));
        if (id.Length == 0)
        {
            return name.Length + login.Length > 0 ? RecordedPeople.ByName(login.Length > 0 ? login : name) : null;
        }

        var actor = new Actor
        {
            Person = new Person
            {
                Id = $"twitch:{id}",
                DisplayName = name.Length > 0 ? name : login,
                Handle = login == name ? "" : login,
                AvatarUri = chatter.Text("logo"),
            },
            IsOwner = id == channelId,
        };
        foreach (var badge in message.Items("user_badges"))
        {
            switch (badge.Text("_id"))
            {
                case "broadcaster":
                    actor.IsOwner = true;
                    break;
                case "moderator" or "lead_moderator":
                    actor.IsModerator = true;
                    break;
                case "subscriber" or "founder":
                    actor.IsMember = true;
                    break;
                case "partner":
                    actor.IsVerified = true;
                    break;
            }
        }

        return actor;
    }

    public static ChatMessage Chat(JsonFields message, string text, bool highlighted)
    {
        var chat = new ChatMessage { Kind = highlighted ? ChatMessage.Types.Kind.Highlighted : ChatMessage.Types.Kind.Text, Text = text };
        foreach (var fragment in message.Items("fragments"))
        {
            var emote = fragment.Within("emoticon").Id("emoticon_id");
            chat.Fragments.Add(
                new Fragment
                {
                    Kind = emote.Length > 0 ? Fragment.Types.Kind.Emote : Fragment.Types.Kind.Text,
                    Text = fragment.Text("text"),
                    EmoteId = emote,
                }
            );
        }

        return chat;
    }
}

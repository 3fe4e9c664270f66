using LiveIp.V1;

namespace LiveIp.Plugins.Bilibili.Normalize;

/// <summary>The streamer of the room, as the session's start told.</summary>
internal sealed record Anchor(string OpenId, string Name);

/// <summary>Who did it. Only open ids are ids: uid is 0 since 2024, and an open id is another in every application.</summary>
internal static class People
{
    public static string IdOf(string openId) => openId.Length > 0 ? $"bilibili-open:{openId}" : "";

    public static Actor ActorOf(Fields data, Anchor anchor)
    {
        var openId = data.Text("open_id");
        return new Actor
        {
            Person = new Person
            {
                Id = IdOf(openId),
                DisplayName = data.Text("uname"),
                AvatarUri = data.Text("uface"),
            },
            IsOwner = openId.Length > 0 && openId == anchor.OpenId,
            IsModerator = data.Flag("is_admin"),
            IsMember = data.Number("guard_level") > 0,
        };
    }

    /// <summary>The streamer, where the event speaks of nobody else.</summary>
    public static Actor AnchorActor(Fields data, Anchor anchor)
    {
        var openId = data.Text("open_id") is { Length: > 0 } told ? told : anchor.OpenId;
        return new Actor
        {
            Person = new Person { Id = IdOf(openId), DisplayName = openId == anchor.OpenId ? anchor.Name : "" },
            IsOwner = true,
        };
    }
}

using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Channels of viewers -> people.</summary>
internal static class People
{
    /// <summary>The author of a message; null when it has none.</summary>
    public static Actor? Actor(LiveChatMessageAuthorDetails? author, string? authorChannelId)
    {
        var id = string.IsNullOrEmpty(author?.ChannelId) ? authorChannelId : author.ChannelId;
        if (author is null)
        {
            return string.IsNullOrEmpty(id) ? null : new Actor { Person = ById(id) };
        }

        return new Actor
        {
            Person = new Person
            {
                Id = IdOf(id),
                DisplayName = author.DisplayName ?? "",
                AvatarUri = author.ProfileImageUrl ?? "",
            },
            IsOwner = author.IsChatOwner ?? false,
            IsModerator = author.IsChatModerator ?? false,
            IsMember = author.IsChatSponsor ?? false,
            IsVerified = author.IsVerified ?? false,
        };
    }

    public static Person ById(string channelId) => new() { Id = IdOf(channelId) };

    public static Person Of(ChannelProfileDetails profile) =>
        new()
        {
            Id = IdOf(profile.ChannelId),
            DisplayName = profile.DisplayName ?? "",
            AvatarUri = profile.ProfileImageUrl ?? "",
        };

    private static string IdOf(string? channelId) => string.IsNullOrEmpty(channelId) ? "" : $"youtube:{channelId}";
}

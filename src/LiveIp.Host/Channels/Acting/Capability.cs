using LiveIp.Contracts;

namespace LiveIp.Host.Channels.Acting;

/// <summary>The optional interfaces of the contract, under the names that clients see.</summary>
internal static class Capability
{
    private static readonly (Type Interface, string Name)[] Known =
    [
        (typeof(IChatAnnouncer), "chat.announce"),
        (typeof(IPersonBanner), "chat.ban"),
        (typeof(IMessageRemover), "chat.remove"),
        (typeof(IChatSender), "chat.send"),
        (typeof(IOAuthPlatform), "oauth"),
    ];

    /// <summary>What an adapter of this type can do besides following.</summary>
    public static IReadOnlyList<string> Of(Type adapter) =>
        [.. Known.Where(k => k.Interface.IsAssignableFrom(adapter)).Select(static k => k.Name)];

    public static string NameOf<TCapability>() => Known.Single(static k => k.Interface == typeof(TCapability)).Name;
}

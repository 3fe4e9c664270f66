using LiveIp.Contracts;

namespace LiveIp.Host.Channels.Acting;

/// <summary>The optional interfaces of the contract, under the names that clients see.</summary>
internal static class Capability
{
    private static readonly (Type Interface, string Name)[] Known =
    [
        (typeof(IBroadcastControl), "broadcast_control"),
        (typeof(IBroadcastDetails), "broadcast_details"),
        (typeof(IBroadcastHistory), "broadcast_history"),
        (typeof(IBroadcastThumbnail), "broadcast_thumbnail"),
        (typeof(ICategorySearch), "category_search"),
        (typeof(IChatAnnouncer), "chat_announce"),
        (typeof(IPersonBanner), "chat_ban"),
        (typeof(IMessageRemover), "chat_remove"),
        (typeof(IChatSender), "chat_send"),
        (typeof(IClips), "clips"),
        (typeof(IIngestEndpoints), "ingest"),
        (typeof(ILiveStreamingCheck), "live_streaming_check"),
        (typeof(IOAuthPlatform), "oauth"),
        (typeof(IPollControl), "polls"),
        (typeof(IPredictions), "predictions"),
        (typeof(IQuotaPlatform), "quota"),
        (typeof(ISignInCheck), "sign_in_check"),
        (typeof(IStreamMarkers), "stream_markers"),
    ];

    /// <summary>What an adapter of this type can do besides following.</summary>
    public static IReadOnlyList<string> Of(Type adapter) =>
        [.. Known.Where(k => k.Interface.IsAssignableFrom(adapter)).Select(static k => k.Name)];

    public static string NameOf<TCapability>() => Known.Single(static k => k.Interface == typeof(TCapability)).Name;
}

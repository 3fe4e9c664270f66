namespace LiveIp.Plugins.YouTube.Api;

/// <summary>Units per call (developers.google.com/youtube/v3/live/reference, "quota impact" of each method).</summary>
internal static class QuotaCosts
{
    public const string StreamList = "liveChatMessages.streamList";
    public const string ChatList = "liveChatMessages.list";
    public const string ChatInsert = "liveChatMessages.insert";
    public const string ChatDelete = "liveChatMessages.delete";
    public const string BanInsert = "liveChatBans.insert";
    public const string BanDelete = "liveChatBans.delete";

    /// <summary>The stream costs per opening; how long it is then held open does not matter.</summary>
    public static int Of(string call) =>
        call switch
        {
            StreamList or ChatList => 5,
            ChatInsert => 20,
            ChatDelete or BanInsert or BanDelete => 50,
            _ => 1,
        };
}

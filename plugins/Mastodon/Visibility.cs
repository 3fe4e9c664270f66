namespace LiveIp.Plugins.Mastodon;

/// <summary>Who sees a status. In lower case, the API's words.</summary>
internal enum Visibility
{
    /// <summary>Everybody, in the public timelines too.</summary>
    Public,

    /// <summary>Everybody, but not in the public timelines.</summary>
    Unlisted,

    /// <summary>Followers.</summary>
    Private,
}

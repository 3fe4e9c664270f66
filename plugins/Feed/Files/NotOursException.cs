namespace LiveIp.Plugins.Feed.Files;

/// <summary>At the feed's path is something that LiveIp did not write, and does not write over.</summary>
/// <param name="what">Goes on "The feed's file …".</param>
internal sealed class NotOursException(string what)
    : Exception($"The feed's file (path) {what}. It was left as it is; choose another path, or move it away.");

namespace LiveIp.Plugins.Mastodon.Media;

/// <summary>A file at the instance.</summary>
/// <param name="Id">Any text: only Mastodon's are numbers.</param>
/// <param name="IsReady">Whether it may be attached; otherwise the instance is at work on it.</param>
internal sealed record UploadedFile(string Id, bool IsReady);

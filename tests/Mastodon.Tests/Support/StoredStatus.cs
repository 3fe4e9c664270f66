namespace LiveIp.Plugins.Mastodon.Tests.Support;

/// <summary>A status at the stand-in.</summary>
/// <param name="Id">An opaque text.</param>
/// <param name="At">When it shows: a server may act late.</param>
internal sealed record StoredStatus(string Id, string Text, string Visibility, string? Language, DateTimeOffset At);

namespace LiveIp.Plugins.Discord;

/// <summary>What a message becomes.</summary>
/// <param name="HasFiles">Whether files went with it: they stay.</param>
internal sealed record DiscordEdit(string Text, bool HasFiles);

namespace LiveIp.Plugins.Discord.Tests.Support;

/// <summary>What stands in the channel.</summary>
internal sealed record Message(string Id, string Content, string? Thread, bool RangEveryone, IReadOnlyList<SavedFile> Files);

/// <summary>A file at a message.</summary>
internal sealed record SavedFile(string Id, string Name, string? Description, byte[] Content);

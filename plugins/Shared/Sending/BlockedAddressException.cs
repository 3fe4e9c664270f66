namespace LiveIp.Plugins.Sending;

/// <summary>The address leads into a network that a post has no business in.</summary>
internal sealed class BlockedAddressException(string message) : Exception(message);

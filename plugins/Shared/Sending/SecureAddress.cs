namespace LiveIp.Plugins.Sending;

/// <summary>Which addresses a message with a key may go to.</summary>
internal static class SecureAddress
{
    /// <summary>Encrypted, or on this machine, where nobody is on the way.</summary>
    public static bool Is(Uri? address) =>
        address is { IsAbsoluteUri: true }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}

using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>The address of a robot, as the network shows it. It is the key to the group.</summary>
internal sealed class RobotAddress
{
    private readonly Uri _url;

    private RobotAddress(Uri url, string key) => (_url, Key) = (url, key);

    /// <summary>The part that must never be shown.</summary>
    public string Key { get; }

    /// <summary>Null where it is no address of that network's robots, so that a mistyped one is told before it is used.</summary>
    public static RobotAddress? TryParse(RobotNetwork network, Uri url) =>
        url is { IsAbsoluteUri: true, IsDefaultPort: true, Fragment: "", UserInfo: "" }
        && url.Scheme == Uri.UriSchemeHttps
        && network.Address.Match(url.IdnHost + url.PathAndQuery) is { Success: true } match
            ? new RobotAddress(url, match.Groups["key"].Value)
            : null;

    /// <summary>A sentence about what is wrong with the settings, or null; never holds the key.</summary>
    public static string? Explain(RobotNetwork network, IRobotSettings settings) =>
        settings.Url is null ? "The robot's address (url) is not set."
        : TryParse(network, settings.Url) is null
            ? $"The robot's address (url) must be as {network.Name} shows it, {network.Example}, with nothing after it."
        : settings.BaseAddress is { } server && !SecureAddress.Is(server)
            ? "The base address (baseAddress) must begin with https:// (http:// only on this machine), or be empty."
        : null;

    /// <summary>Where a message is posted.</summary>
    /// <param name="more">Further parameters, as "&amp;name=value", or empty.</param>
    public Uri Posting(Uri? baseAddress, string more) =>
        new((baseAddress ?? _url).GetLeftPart(UriPartial.Authority) + _url.PathAndQuery + more);
}

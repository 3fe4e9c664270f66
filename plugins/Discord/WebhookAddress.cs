using System.Text.RegularExpressions;

namespace LiveIp.Plugins.Discord;

/// <summary>The address of a webhook, as Discord shows it. It is the key to the channel.</summary>
internal sealed partial class WebhookAddress
{
    private static readonly string[] Hosts = ["discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com"];

    private readonly string _path;

    private WebhookAddress(string path, string token) => (_path, Token) = (path, token);

    /// <summary>The part that must never be shown.</summary>
    public string Token { get; }

    /// <summary>Null where it is no address of a Discord webhook, so that a mistyped one is told before it is used.</summary>
    public static WebhookAddress? TryParse(Uri url) =>
        url is { IsAbsoluteUri: true, IsDefaultPort: true, Query: "", Fragment: "" }
        && url.Scheme == Uri.UriSchemeHttps
        && Hosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase)
        && Path().Match(url.AbsolutePath) is { Success: true } match
            ? new WebhookAddress(match.Value, match.Groups["token"].Value)
            : null;

    /// <summary>
    /// Where a message is posted. With wait=true, because without it Discord answers before it saves, and hides that saving failed.
    /// </summary>
    /// <param name="thread">An id, or empty.</param>
    public Uri Posting(Uri baseAddress, string thread)
    {
        var root = baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri($"{root}{_path}?wait=true{(thread.Length > 0 ? $"&thread_id={thread}" : "")}");
    }

    /// <summary>Where a message of this webhook is edited and deleted.</summary>
    /// <param name="thread">An id, or empty.</param>
    public Uri Message(Uri baseAddress, string message, string thread)
    {
        var root = baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri($"{root}{_path}/messages/{message}{(thread.Length > 0 ? $"?thread_id={thread}" : "")}");
    }

    [GeneratedRegex(@"^/api(/v[0-9]{1,2})?/webhooks/[0-9]{1,20}/(?<token>[A-Za-z0-9_-]{8,200})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}

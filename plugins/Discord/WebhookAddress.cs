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

    /// <summary>Of the webhook, where Discord's servers are.</summary>
    public Uri Address(Uri baseAddress) => new($"{baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/')}{_path}");

    /// <summary>
    /// Where a message is posted. With wait=true, because without it Discord answers before it saves, and hides that saving failed.
    /// </summary>
    /// <param name="address">Of the webhook.</param>
    /// <param name="thread">An id, or empty.</param>
    public static Uri Posting(Uri address, string thread) =>
        new($"{address.AbsoluteUri}?wait=true{(thread.Length > 0 ? $"&thread_id={thread}" : "")}");

    /// <summary>Where a message of a webhook is edited and deleted.</summary>
    /// <param name="address">Of the webhook.</param>
    /// <param name="thread">An id, or empty.</param>
    public static Uri Message(Uri address, string message, string thread) =>
        new($"{address.AbsoluteUri}/messages/{message}{(thread.Length > 0 ? $"?thread_id={thread}" : "")}");

    [GeneratedRegex(@"^/api(/v[0-9]{1,2})?/webhooks/[0-9]{1,20}/(?<token>[A-Za-z0-9_-]{8,200})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}

using System.Text.RegularExpressions;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>Tells people from what fetches links by itself. Nothing of it is kept.</summary>
internal static partial class Clicker
{
    /// <summary>Whether the request is a click of a person, as far as it says.</summary>
    public static bool IsPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !IsAhead(request.Headers["Sec-Purpose"])
        && !IsAhead(request.Headers["Purpose"])
        && !IsAhead(request.Headers["X-Purpose"])
        && !IsAhead(request.Headers["X-Moz"])
        && IsBrowser(request.Headers.UserAgent.ToString());

    /// <summary>
    /// Previews, crawlers and programs name themselves (https://developers.facebook.com/docs/sharing/webmasters/web-crawlers, Discordbot,
    /// TelegramBot, Twitterbot, Slackbot, "Bluesky Cardyb", Mastodon and other servers of the fediverse); browsers are Mozilla for thirty
    /// years. The browser inside the Weibo app is a person's, although it says "weibo".
    /// </summary>
    public static bool IsBrowser(string agent) =>
        agent.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase) && !Robots().IsMatch(agent);

    // https://wicg.github.io/nav-speculation/prefetch.html: "prefetch", "prefetch;prerender"; older browsers: "preview", "prerender".
    private static bool IsAhead(string? purpose) =>
        purpose is not null
        && (
            purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase)
            || purpose.Contains("prerender", StringComparison.OrdinalIgnoreCase)
            || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase)
        );

    // "CUBOT" makes telephones.
    [GeneratedRegex(
        @"(?<!cu)bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|cardyb|slack-imgproxy|mastodon|pleroma|akkoma"
            + @"|misskey|gotosocial|friendica|headless|embedly|quora link|outbrain|w3c_validator|fetch\b|scan|monitor",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Robots();
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using LiveIp.Plugins.Sending;
using LiveIp.V1;

namespace LiveIp.Plugins.Weibo;

/// <summary>What Weibo demands of a text, and how it is sent.</summary>
internal static partial class WeiboPost
{
    /// <summary>A sentence about what Weibo would refuse, so that none of a day's calls is spent on it; or null.</summary>
    public static string? Fault(RenderedPost rendered, string domain) =>
        Topic().IsMatch(rendered.Text)
            ? "Weibo's interface takes no #topic#, and what stands between two '#' is one. Take them out of the text."
        : !rendered.Spans.Any(s => s.Kind == TextSpan.Types.Kind.Link && IsUnder(s.Target, domain))
            ? $"Weibo takes no post without a link under the app's safe domain ({domain}). Add one."
        : null;

    /// <summary>The form of https://open.weibo.com/wiki/2/statuses/share.</summary>
    public static OnceContent Write(string text, WeiboSettings settings)
    {
        var form = $"access_token={Escape(settings.AccessToken)}&status={Escape(text)}&rip={Escape(settings.Ip)}";
        var content = new OnceContent(Encoding.ASCII.GetBytes(form));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private static bool IsUnder(string address, string domain) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (
            uri.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || uri.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
        );

    private static string Escape(string value) => Uri.EscapeDataString(value);

    [GeneratedRegex("#[^#\n]+#", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();
}

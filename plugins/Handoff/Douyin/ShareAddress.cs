using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>
/// The address that opens Douyin's app with a post in it
/// (https://developer.open-douyin.com/docs/resource/zh-CN/dop/develop/sdk/web-app/h5/schema-demo).
/// </summary>
internal static class ShareAddress
{
    private static readonly string[] Videos = [".mp4", ".mov"];

    /// <param name="nonce">Anything; told with the signature.</param>
    public static Uri Of(DouyinShareSettings settings, Ticket ticket, RenderedPost rendered, string nonce, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var video = rendered.Spans.Select(static s => s.Target).FirstOrDefault(IsVideo);
        var tags = rendered.Spans.Where(static s => s.Kind == TextSpan.Types.Kind.Tag).ToList();
        List<(string Name, string Value)> query =
        [
            ("share_type", "h5"),
            ("client_key", settings.ClientKey),
            ("nonce_str", nonce),
            ("timestamp", timestamp),
            ("signature", Signature(nonce, ticket.Value, timestamp)),
            video is null ? ("image_path", settings.Picture!.AbsoluteUri) : ("video_path", video),
            // Straight to the last page, which Douyin has for a single video alone.
            ("share_to_publish", video is null ? "0" : "1"),
            ("title", Without(rendered.Text, tags)),
        ];
        if (tags.Count > 0)
        {
            query.Add(("hashtag_list", JsonSerializer.Serialize([.. tags.Select(static t => t.Target)], DouyinJson.Default.StringArray)));
        }

        return new Uri(
            "snssdk1128://openplatform/share?" + string.Join('&', query.Select(static q => $"{q.Name}={Uri.EscapeDataString(q.Value)}"))
        );
    }

    /// <summary>As Douyin checks it: lower-case hex.</summary>
    public static string Signature(string nonce, string ticket, string timestamp)
    {
#pragma warning disable CA5351 // Douyin's choice, and over a secret of its own.
        var hash = MD5.HashData(Encoding.UTF8.GetBytes($"nonce_str={nonce}&ticket={ticket}&timestamp={timestamp}"));
#pragma warning restore CA5351
        return Convert.ToHexStringLower(hash);
    }

    private static bool IsVideo(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && Videos.Any(end => uri.AbsolutePath.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tags have a field of their own, and would stand twice.</summary>
    private static string Without(string text, IEnumerable<TextSpan> tags) =>
        tags.OrderByDescending(static t => t.Start).Aggregate(text, static (left, tag) => left.Remove(tag.Start, tag.Length)).Trim();
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using LiveIp.Contracts;
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
    /// <param name="picture">Null for none.</param>
    /// <exception cref="AdapterException">The picture is not there any more.</exception>
    public static OnceContent Write(string text, IMediaContent? picture, WeiboSettings settings)
    {
        (string Name, string Value)[] fields = [("access_token", settings.AccessToken), ("status", text), ("rip", settings.Ip)];
        return picture is null ? Form(fields) : Form(fields, picture);
    }

    private static OnceContent Form((string Name, string Value)[] fields)
    {
        var form = string.Join('&', fields.Select(static f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
        var content = new OnceContent(Encoding.ASCII.GetBytes(form));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private static OnceContent Form((string Name, string Value)[] fields, IMediaContent picture)
    {
        var form = new MultipartFormDataContent();
        try
        {
            foreach (var (name, value) in fields)
            {
                // As it is: only the other form is escaped.
                form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"\"{name}\"");
            }

            FormFile.Add(form, "pic", FormFile.NameOf(picture, 1), picture);
            return new OnceContent(form, picture.File.SizeBytes);
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private static bool IsUnder(string address, string domain) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (
            uri.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || uri.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
        );

    [GeneratedRegex("#[^#\n]+#", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();
}

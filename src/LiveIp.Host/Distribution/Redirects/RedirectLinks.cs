using LiveIp.Host.Channels.State;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>Gives a post links that lead over the redirector, where there is one.</summary>
internal sealed class RedirectLinks(LiveIpOptions options)
{
    /// <summary>The post with links of its own, and what they are; the post itself where there is no redirector.</summary>
    public (Post Post, IReadOnlyList<Redirect> Redirects) Make(Post post)
    {
        if (options.RedirectBase is not { } address || post.Links.Count == 0)
        {
            return (post, []);
        }

        var root = address.AbsoluteUri.TrimEnd('/');
        var redirects = post.Links.Select((link, i) => Redirect(root, i, link)).ToArray();
        var linked = post.Clone();
        foreach (var redirect in redirects)
        {
            linked.Links[redirect.Link].Uri = redirect.Address;
        }

        return (linked, redirects);
    }

    private static Redirect Redirect(string root, int index, Post.Types.Link link)
    {
        var token = ShortId.Make();
        return new(token, index, $"{root}/{token}", link.Uri, link.Platform);
    }
}

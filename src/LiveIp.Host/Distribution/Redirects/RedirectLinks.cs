using LiveIp.Host.Channels.State;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>Gives a post links that lead over the redirector, where there is one.</summary>
internal sealed class RedirectLinks(LiveIpOptions options)
{
    /// <summary>The post with links of its own, and what they are; the post itself where there is no redirector.</summary>
    /// <param name="known">Of an earlier form of it: a link that leads to the same place keeps its address, and with it its clicks.</param>
    public (Post Post, IReadOnlyList<Redirect> Redirects) Make(Post post, IReadOnlyList<Redirect> known)
    {
        if (options.RedirectBase is not { } address || post.Links.Count == 0)
        {
            return (post, []);
        }

        var root = address.AbsoluteUri.TrimEnd('/');
        var redirects = post
            .Links.Select(
                (link, i) => known.FirstOrDefault(k => k.Target == link.Uri) is { } same ? same with { Link = i } : Redirect(root, i, link)
            )
            .ToArray();
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

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>A link of a post that leads over the redirector.</summary>
/// <param name="Token">The last part of the address; it names this link on this network, and nobody can guess another.</param>
/// <param name="Link">The link's index in the post.</param>
/// <param name="Address">What stands in the post: "https://go.example/k7m2x9q4ab3c".</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Platform">Of the link; may be empty.</param>
internal sealed record Redirect(string Token, int Link, string Address, string Target, string Platform);

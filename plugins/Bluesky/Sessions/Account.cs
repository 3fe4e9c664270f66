using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Plugins.Bluesky.Sessions;

/// <summary>Who signs in where.</summary>
internal sealed class Account(BlueskySettings settings)
{
    public Uri Server => settings.Server;

    public string Identifier => settings.Identifier.Trim();

    public string AppPassword => settings.AppPassword;

    /// <summary>Tells one set of credentials from another without keeping them.</summary>
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Server}\n{Identifier}\n{AppPassword}")));
}

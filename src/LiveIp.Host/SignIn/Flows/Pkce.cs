using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>
/// Proof that who redeems the code is who asked for it (RFC 7636): without it, another program on this machine that got hold of the
/// code could.
/// </summary>
internal sealed class Pkce
{
    /// <summary>RFC 7636, section 4.1, recommends 32 octets.</summary>
    private const int Octets = 32;

    /// <summary>A secret until the code is redeemed.</summary>
    public string Verifier { get; } = RandomText();

    /// <summary>Section 4.2, S256.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>43 letters that nobody guesses; also for <c>state</c>.</summary>
    public static string RandomText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));
}

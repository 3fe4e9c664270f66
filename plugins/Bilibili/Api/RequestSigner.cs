using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>
/// The open platform's signature: six headers, sorted by name, one "name:value" a line and no line end behind the last, signed with
/// HMAC-SHA256 under the access key's secret, in lower-case hex. https://open-live.bilibili.com/document
/// </summary>
internal sealed class RequestSigner(string accessKeyId, string accessKeySecret)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(accessKeySecret);

    /// <summary>The headers that sign <paramref name="body"/>, Authorization among them.</summary>
    /// <param name="body">Exactly the bytes that are sent.</param>
    /// <param name="nonce">Never used before: the platform answers 4004 to a repeat.</param>
    /// <param name="at">The clock; the platform answers 4003 when it is too far from its own.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(ReadOnlySpan<byte> body, string nonce, DateTimeOffset at)
    {
        // Written in the order of their names.
        List<KeyValuePair<string, string>> headers =
        [
            new("x-bili-accesskeyid", accessKeyId),
            new("x-bili-content-md5", Md5(body)),
            new("x-bili-signature-method", "HMAC-SHA256"),
            new("x-bili-signature-nonce", nonce),
            new("x-bili-signature-version", "1.0"),
            new("x-bili-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ];
        var text = string.Join('\n', headers.Select(h => $"{h.Key}:{h.Value}"));
        headers.Add(new("Authorization", Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)))));
        return headers;
    }

#pragma warning disable CA5351 // The platform asks for MD5; the HMAC over it is what protects the body.
    private static string Md5(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(MD5.HashData(body));
#pragma warning restore CA5351
}

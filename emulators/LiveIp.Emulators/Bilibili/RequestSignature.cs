using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Emulators.Bilibili;

/// <summary>Verifies the signature of a call to the open platform, and says which of the documented codes it fails with.</summary>
internal sealed class RequestSignature(BilibiliEmulatorOptions options, TimeProvider clock)
{
    /// <summary>The headers that are signed, in the order in which they are.</summary>
    private static readonly string[] Signed =
    [
        "x-bili-accesskeyid",
        "x-bili-content-md5",
        "x-bili-signature-method",
        "x-bili-signature-nonce",
        "x-bili-signature-version",
        "x-bili-timestamp",
    ];

    private readonly ConcurrentDictionary<string, DateTimeOffset> _nonces = new(StringComparer.Ordinal);

    /// <summary>0 when all is well, else the platform's code.</summary>
    public int Verify(IHeaderDictionary headers, byte[] body)
    {
        if (headers.ContentType.ToString().Split(';')[0].Trim() != "application/json")
        {
            return BilibiliCode.ContentType;
        }

        if (!headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
        {
            return BilibiliCode.Accept;
        }

        if (Signed.Any(name => string.IsNullOrEmpty(headers[name])) || headers["x-bili-accesskeyid"] != options.AccessKeyId)
        {
            return BilibiliCode.Signature;
        }

        if (headers["x-bili-signature-method"] != "HMAC-SHA256")
        {
            return BilibiliCode.Method;
        }

        if (headers["x-bili-signature-version"] != "1.0")
        {
            return BilibiliCode.Version;
        }

        if (headers["x-bili-content-md5"] != Md5(body))
        {
            return BilibiliCode.ContentMd5;
        }

        var text = string.Join('\n', Signed.Select(name => $"{name}:{headers[name]}"));
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AccessKeySecret), Encoding.UTF8.GetBytes(text));
        var given = Encoding.UTF8.GetBytes(headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(expected)), given)
            ? Fresh(headers["x-bili-timestamp"].ToString(), headers["x-bili-signature-nonce"].ToString())
            : BilibiliCode.Signature;
    }

    private int Fresh(string timestamp, string nonce)
    {
        var now = clock.GetUtcNow();
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > options.ClockTolerance.TotalSeconds
        )
        {
            return BilibiliCode.Expired;
        }

        foreach (var (old, at) in _nonces)
        {
            if (now - at > options.ClockTolerance * 2)
            {
                _nonces.TryRemove(old, out _);
            }
        }

        return _nonces.TryAdd(nonce, now) ? BilibiliCode.Ok : BilibiliCode.RepeatedNonce;
    }

#pragma warning disable CA5351 // The platform's protocol asks for MD5 of the body.
    private static string Md5(byte[] body) => Convert.ToHexStringLower(MD5.HashData(body));
#pragma warning restore CA5351
}

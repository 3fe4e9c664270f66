using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Plugins.Webhook.Signing;

/// <summary>A symmetric key of Standard Webhooks and the signature that is made with it.</summary>
internal sealed class SigningKey
{
    public const string Prefix = "whsec_";
    public const int MinBytes = 24;
    public const int MaxBytes = 64;

    private readonly byte[] _key;

    private SigningKey(byte[] key)
    {
        _key = key;
    }

    /// <summary>Null when it is not "whsec_" and the base64 of 24 to 64 bytes.</summary>
    public static SigningKey? TryParse(string secret)
    {
        var buffer = new byte[MaxBytes];
        return
            secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], buffer, out var length)
            && length >= MinBytes
            ? new SigningKey(buffer[..length])
            : null;
    }

    /// <summary>"v1,…" for the header webhook-signature.</summary>
    /// <param name="id">Of the message, the same in every attempt.</param>
    /// <param name="timestamp">Of the attempt, in seconds since 1970.</param>
    /// <param name="body">Exactly the bytes that are sent.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return $"v1,{Convert.ToBase64String(hmac.GetHashAndReset())}";
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>
/// The key under which a post is kept, a TID (https://atproto.com/specs/tid): microseconds since 1970 in 53 bits, then ten bits that tell
/// clocks apart. Chosen here and not by the server, so that putting the post again can only put it where it already is.
/// </summary>
internal static class RecordKey
{
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;

    /// <summary>The key in "at://did/collection/key"; null where it is the address of no post.</summary>
    public static string? OfUri(string uri) =>
        uri.Split('/') is ["at:", "", _, PostRecord.Collection, { Length: Length } key] && key.All(Alphabet.Contains) ? key : null;

    /// <summary>
    /// The same for the same delivery. Times are stored to the millisecond, so its microseconds come from the key's hash as the ten bits
    /// do: two deliveries of one millisecond get the same in one of a million.
    /// </summary>
    public static string Of(DateTimeOffset createdAt, string idempotencyKey)
    {
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)));
        var microseconds = (createdAt.ToUnixTimeMilliseconds() * 1000) + (long)((hash >> 10) % 1000);
        var value = (microseconds << 10) | (long)(hash & 0x3FF);
        return string.Create(
            Length,
            value,
            static (key, left) =>
            {
                for (var i = key.Length - 1; i >= 0; i--, left >>= 5)
                {
                    key[i] = Alphabet[(int)(left & 31)];
                }
            }
        );
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Host.Storage;

/// <summary>
/// 64 bits of a string, different in every database. Keyed so that nobody outside can make two ids meet, and so that what is stored
/// of a person cannot be looked up without the key.
/// </summary>
internal static class KeyedHash
{
    public static Func<string, long> WithKey(byte[] key) =>
        text =>
        {
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), hash);
            return BinaryPrimitives.ReadInt64BigEndian(hash);
        };
}

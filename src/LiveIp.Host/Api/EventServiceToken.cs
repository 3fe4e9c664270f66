using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Rpc;
using Grpc.Core;
using LiveIp.Host.Api.Errors;

namespace LiveIp.Host.Api;

/// <summary>
/// Where a reader goes on: log, filter and sequence, opaque to callers. A token of another log or another filter would silently skip
/// or repeat, so it is refused; the check sum tells a damaged token from a foreign one.
/// </summary>
internal sealed class EventServiceToken(string logId, long filterHash)
{
    private const byte Version = 1;
    private const int SumOffset = 25;
    private const int Length = SumOffset + 4;

    private readonly long _log = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(logId)));

    public string Write(long sequence)
    {
        Span<byte> token = stackalloc byte[Length];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token[1..], _log);
        BinaryPrimitives.WriteInt64BigEndian(token[9..], filterHash);
        BinaryPrimitives.WriteInt64BigEndian(token[17..], sequence);
        Sum(token[..SumOffset], token[SumOffset..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The sequence behind which to go on.</summary>
    /// <param name="field">Of the request, for the error.</param>
    /// <param name="last">Newest sequence of the log.</param>
    /// <exception cref="RpcException">RESUME_TOKEN_INVALID or RESUME_TOKEN_FOREIGN.</exception>
    public long Read(string text, string field, long last)
    {
        Span<byte> token = stackalloc byte[Length];
        Span<byte> sum = stackalloc byte[4];
        if (!TryDecode(text, token))
        {
            throw Invalid(field);
        }

        Sum(token[..SumOffset], sum);
        if (token[0] != Version || !sum.SequenceEqual(token[SumOffset..]))
        {
            throw Invalid(field);
        }

        var sequence = BinaryPrimitives.ReadInt64BigEndian(token[17..]);
        // Ahead of the log: it is of this log's other life, before an older copy of the file was put back.
        if (BinaryPrimitives.ReadInt64BigEndian(token[1..]) != _log || sequence > last)
        {
            throw RpcErrors.FailedPrecondition(
                "RESUME_TOKEN_FOREIGN",
                $"{field} comes from another event log. Start again without it; what was read before may come again."
            );
        }

        return BinaryPrimitives.ReadInt64BigEndian(token[9..]) == filterHash
            ? sequence
            : throw RpcErrors.InvalidArgument("RESUME_TOKEN_FOREIGN", (field, "was given out for another filter"));
    }

    private static bool TryDecode(string text, Span<byte> token) =>
        text.Length == Base64Url.GetEncodedLength(Length)
        && Base64Url.IsValid(text, out var length)
        && length == Length
        && Base64Url.TryDecodeFromChars(text, token, out _);

    private static void Sum(ReadOnlySpan<byte> data, Span<byte> sum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        hash[..4].CopyTo(sum);
    }

    private static RpcException Invalid(string field) =>
        RpcErrors.InvalidArgument("RESUME_TOKEN_INVALID", (field, "is not a token that this service gave out, or is damaged"));
}

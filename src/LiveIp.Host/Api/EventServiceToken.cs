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
    // The first version did not say up to where its reader had been told of what is gone.
    private const byte FirstVersion = 1;
    private const byte Version = 2;
    private const int FirstLength = 29;
    private const int Length = 37;
    private const int SumLength = 4;

    private readonly long _log = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(logId)));

    /// <param name="sequence">Behind which to go on.</param>
    /// <param name="told">Up to where the reader was told of what retention has removed.</param>
    public string Write(long sequence, long told = 0)
    {
        Span<byte> token = stackalloc byte[Length];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token[1..], _log);
        BinaryPrimitives.WriteInt64BigEndian(token[9..], filterHash);
        BinaryPrimitives.WriteInt64BigEndian(token[17..], sequence);
        BinaryPrimitives.WriteInt64BigEndian(token[25..], told);
        Sum(token[..^SumLength], token[^SumLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The sequence behind which to go on.</summary>
    /// <param name="field">Of the request, for the error.</param>
    /// <param name="last">Newest sequence of the log.</param>
    /// <exception cref="RpcException">RESUME_TOKEN_INVALID or RESUME_TOKEN_FOREIGN.</exception>
    public long Read(string text, string field, long last) => ReadPosition(text, field, last).Sequence;

    /// <summary>As <see cref="Read"/>, and up to where the reader was told of what is gone.</summary>
    /// <exception cref="RpcException">RESUME_TOKEN_INVALID or RESUME_TOKEN_FOREIGN.</exception>
    public (long Sequence, long KnownBroadcast) ReadPosition(string text, string field, long last)
    {
        Span<byte> whole = stackalloc byte[Length];
        Span<byte> sum = stackalloc byte[SumLength];
        var length = text.Length == Base64Url.GetEncodedLength(Length) ? Length : FirstLength;
        var token = whole[..length];
        if (!TryDecode(text, token))
        {
            throw Invalid(field);
        }

        Sum(token[..^SumLength], sum);
        if (token[0] != (length == Length ? Version : FirstVersion) || !sum.SequenceEqual(token[^SumLength..]))
        {
            throw Invalid(field);
        }

        var sequence = BinaryPrimitives.ReadInt64BigEndian(token[17..]);
        // Ahead of the log: it is of this log's other life, before an older copy of the file was put back.
        if (BinaryPrimitives.ReadInt64BigEndian(token[1..]) != _log || sequence > last)
        {
            throw RpcErrors.FailedPrecondition(
                ErrorReasons.ResumeTokenForeign,
                $"{field} comes from another event log. Start again without it; what was read before may come again."
            );
        }

        return BinaryPrimitives.ReadInt64BigEndian(token[9..]) == filterHash
            ? (sequence, length == Length ? BinaryPrimitives.ReadInt64BigEndian(token[25..]) : 0)
            : throw RpcErrors.InvalidArgument(ErrorReasons.ResumeTokenForeign, (field, "was given out for another filter"));
    }

    private static bool TryDecode(string text, Span<byte> token) =>
        text.Length == Base64Url.GetEncodedLength(token.Length)
        && Base64Url.IsValid(text, out var length)
        && length == token.Length
        && Base64Url.TryDecodeFromChars(text, token, out _);

    private static void Sum(ReadOnlySpan<byte> data, Span<byte> sum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        hash[..4].CopyTo(sum);
    }

    private static RpcException Invalid(string field) =>
        RpcErrors.InvalidArgument(ErrorReasons.ResumeTokenInvalid, (field, "is not a token that this service gave out, or is damaged"));
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>A position in a chat, and when REST gave it out (null: the stream did, which has no polling interval).</summary>
internal sealed record PageCursor(long Position, DateTimeOffset? PolledAt);

/// <summary>
/// Page tokens: opaque to clients, and signed with the chat's id inside, so that a token of another chat, of another run or of
/// somebody's making is refused instead of skipping messages in silence.
/// </summary>
/// <param name="key">32 bytes; null makes new ones.</param>
internal sealed class PageTokens(byte[]? key = null)
{
    private const int PayloadBytes = 17;
    private const int SignatureBytes = 16;

    private readonly byte[] _key = key ?? RandomNumberGenerator.GetBytes(32);

    public string Write(string chatId, PageCursor cursor)
    {
        var token = new byte[PayloadBytes + SignatureBytes];
        token[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), cursor.Position);
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(9), cursor.PolledAt?.ToUnixTimeMilliseconds() ?? 0);
        Sign(chatId, token.AsSpan(0, PayloadBytes)).CopyTo(token.AsSpan(PayloadBytes));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Null for a token that this emulator did not give out for this chat.</summary>
    public PageCursor? Read(string chatId, string text)
    {
        Span<byte> token = stackalloc byte[PayloadBytes + SignatureBytes];
        if (
            text.Length != Base64Url.GetEncodedLength(token.Length)
            // Checked apart: the decoder throws at foreign characters, its Try is only about room.
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, token, out var length)
            || length != token.Length
            || !CryptographicOperations.FixedTimeEquals(token[PayloadBytes..], Sign(chatId, token[..PayloadBytes]))
        )
        {
            return null;
        }

        var polledAt = BinaryPrimitives.ReadInt64BigEndian(token[9..]);
        return new PageCursor(
            BinaryPrimitives.ReadInt64BigEndian(token[1..]),
            polledAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(polledAt)
        );
    }

    private ReadOnlySpan<byte> Sign(string chatId, ReadOnlySpan<byte> payload)
    {
        var chat = Encoding.UTF8.GetBytes(chatId);
        var message = new byte[chat.Length + payload.Length];
        payload.CopyTo(message);
        chat.CopyTo(message, payload.Length);
        return HMACSHA256.HashData(_key, message).AsSpan(0, SignatureBytes);
    }
}

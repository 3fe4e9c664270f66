using CsCheck;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.Tests.YouTube;

public sealed class PageTokensTests
{
    private static readonly DateTimeOffset Then = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_written_is_read_and_by_its_own_chat_alone()
    {
        var tokens = new PageTokens();
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Bool, Gen.String)
            .Sample(
                (position, polled, chat) =>
                {
                    var cursor = new PageCursor(position, polled ? Then : null);
                    var token = tokens.Write(chat, cursor);
                    return tokens.Read(chat, token) == cursor
                        && tokens.Read(chat + "x", token) is null
                        && new PageTokens().Read(chat, token) is null;
                }
            );
    }

    [Fact]
    public void Nothing_else_is_read()
    {
        var tokens = new PageTokens();
        var good = tokens.Write("chat", new PageCursor(5, Then));
        Gen.Select(Gen.Int[0, good.Length - 2], Gen.Char.AlphaNumeric)
            .Sample(
                (at, c) =>
                {
                    var forged = string.Concat(good.AsSpan(0, at), c.ToString(), good.AsSpan(at + 1));
                    return forged == good || tokens.Read("chat", forged) is null;
                }
            );
        Gen.String.Sample(text => tokens.Read("chat", text) is null);
        Gen.Char.Array[good.Length].Sample(text => tokens.Read("chat", new string(text)) is null);
    }
}

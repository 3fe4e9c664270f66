using LiveIp.Fuzz.Corpora;
using LiveIp.Host.Channels.Tokens;

namespace LiveIp.Fuzz.Targets;

/// <summary>What token endpoints answer to the host, which exchanges the tokens of all platforms.</summary>
internal sealed class OAuthTarget : IFuzzTarget
{
    public string Name => "oauth";

    public IReadOnlyList<Door> Doors { get; } =
    [
        new Door
        {
            Name = "token",
            Format = FrameFormat.Json,
            Decode = Decode,
        },
    ];

    private static void Decode(ReadOnlyMemory<byte> body, IEventTaker events)
    {
        var answer = TokenAnswer.Parse(body);
        if (answer is null)
        {
            // Declared: the endpoint said yes without an access token.
            events.Refuse();
        }
        else if (answer.AccessToken.Length == 0 || answer.RefreshToken?.Length == 0 || answer.ExpiresIn <= TimeSpan.Zero)
        {
            throw new UnsoundEventException("A token is empty, or its time is over before it begins.");
        }

        _ = TokenAnswer.ParseError(body);
    }
}

using System.Security.Cryptography;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>Helix answered with success and something else than documented. Says nothing of the session: the answer is kept, and the next is awaited.</summary>
internal sealed class UnreadableAnswerException(string call, HelixAnswer answer)
    : Exception($"Twitch's answer to {call} has another shape than documented.")
{
    /// <summary>"streams"</summary>
    public string Call => call;

    /// <summary>As <see cref="UnreadableSample.ToJson"/> makes it.</summary>
    public string Sample { get; } = UnreadableSample.ToJson(answer.Body.Span);

    /// <summary>The same answer has the same.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span));
}

using System.Text;
using System.Text.Json;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>YouTube answered with success and something else than documented; the beginning of it is kept for the log.</summary>
internal sealed class UnreadableAnswerException(string answer, Exception inner)
    : JsonException("The answer has another shape than documented.", inner)
{
    private const int Kept = 8192;

    /// <summary>Its first bytes.</summary>
    public byte[] Answer { get; } = Encoding.UTF8.GetBytes(answer[..Math.Min(answer.Length, Kept)]);
}

using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>YouTube answered with success and something else than documented; the beginning of it is kept for the log.</summary>
internal sealed class UnreadableAnswerException(ReadOnlySpan<byte> answer, Exception inner)
    : JsonException("The answer has another shape than documented.", inner)
{
    /// <summary>Its first bytes: enough for a sample.</summary>
    public byte[] Answer { get; } = answer[..Math.Min(answer.Length, UnreadableSample.MaxBytes)].ToArray();
}

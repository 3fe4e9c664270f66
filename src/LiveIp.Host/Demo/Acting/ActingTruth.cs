using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Host.Demo.Comparison;

namespace LiveIp.Host.Demo.Acting;

/// <summary>What the emulators say became of what was done on them.</summary>
internal sealed class ActingTruth(JsonObject channels, Truth happened, IReadOnlyDictionary<string, string[]> lostAnswers)
{
    /// <summary>YouTube's broadcasts that were made over its API.</summary>
    public IReadOnlyList<JsonNode> Broadcasts => [.. channels["youtube"]!["broadcasts"]!.AsArray().Select(static b => b!)];

    /// <summary>YouTube's streams: where an encoder can send to.</summary>
    public int Streams => channels["youtube"]!["streams"]!.AsArray().Count;

    /// <summary>How many polls were started over the platform's API.</summary>
    public int Polls(string platform) => channels[platform]!["polls"]!.GetValue<int>();

    /// <summary>Per platform, the acting operations that were carried out and whose answer was lost, by method and path.</summary>
    public IReadOnlyDictionary<string, string[]> LostAnswers => lostAnswers;

    /// <summary>How often the platform's chat has this line, whoever wrote it.</summary>
    public int Copies(string platform, string line)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
        return happened.Occurrences.Count(o => o.Platform == platform && o.Kind == "chat_message" && o.TextSha256 == hash);
    }
}

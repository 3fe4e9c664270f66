using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LiveIp.Emulators.Show;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>Ids in the platform's shapes, derived from the script, so that one script makes the same ids in every run.</summary>
internal sealed class Identifiers(YouTubeEmulatorOptions options)
{
    /// <summary>Of the message made by the event with this number; <paramref name="part"/> where it makes several.</summary>
    public string Message(long number, int part = 0) => $"LCC.{Hash($"message/{options.BroadcastId}/{number}/{part}", 27)}";

    /// <summary>A poll is one message for all of its life.</summary>
    public string Poll(int poll) => $"LCC.{Hash($"poll/{options.BroadcastId}/{poll}", 27)}";

    public string Channel(Viewer viewer) =>
        viewer == Viewer.Owner ? options.ChannelId
        : viewer == Viewer.Bot ? options.BotChannelId
        : $"UC{Hash($"viewer/{viewer.Number}", 16)}";

    /// <summary>The first broadcast has the configured id, the later ones an id made from it.</summary>
    public string Broadcast(int index) => index == 0 ? options.BroadcastId : Hash($"broadcast/{options.BroadcastId}/{index}", 8);

    public string Ingest(int index) => $"{options.ChannelId[2..]}{Hash($"ingest/{options.BroadcastId}/{index}", 16)}";

    /// <summary>A stream key: five groups of four.</summary>
    public string StreamName(int index) =>
        string.Join(
            '-',
            Convert
                .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"key/{options.BroadcastId}/{index}")))
                .Chunk(4)
                .Take(5)
                .Select(static group => new string(group))
        );

    public string Chat(string broadcastId) => $"KicKGFVD{Hash($"chat/{options.ChannelId}", 18)}{Hash($"chat/{broadcastId}", 9)}";

    /// <summary>The etag of a body: the same for the same content.</summary>
    public static string Etag(string content) => Hash(content, 20);

    private static string Hash(string text, int bytes) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));
}

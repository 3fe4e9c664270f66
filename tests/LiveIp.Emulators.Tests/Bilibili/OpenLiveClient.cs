using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Tests.Bilibili;

#pragma warning disable CA5351 // The platform's protocol asks for MD5 of the body.
/// <summary>A client of the open platform, written from its document alone; each part of the signature can be spoilt.</summary>
internal sealed class OpenLiveClient(Uri address, string keyId, string secret, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public Dictionary<string, string> Overrides { get; } = [];
    public string ContentType { get; set; } = "application/json";

    public async Task<JsonObject> CallAsync(string path, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-bili-accesskeyid"] = keyId,
            ["x-bili-content-md5"] = Convert.ToHexStringLower(MD5.HashData(bytes)),
            ["x-bili-signature-method"] = "HMAC-SHA256",
            ["x-bili-signature-nonce"] = Guid.NewGuid().ToString("N"),
            ["x-bili-signature-version"] = "1.0",
            ["x-bili-timestamp"] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in Overrides)
        {
            headers[name] = value;
        }

        var text = string.Join('\n', headers.Select(h => $"{h.Key}:{h.Value}"));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", signature);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public async Task<int> CodeOfAsync(string path, string body) => (int)(await CallAsync(path, body))["code"]!;

    public void Dispose() => _http.Dispose();

    /// <summary>Opens the socket and authenticates; answers the code of the reply.</summary>
    public static async Task<(ClientWebSocket Socket, int Code)> ConnectAsync(JsonObject started, string? auth = null)
    {
        var info = started["data"]!["websocket_info"]!;
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)info["wss_link"]![0]!), CancellationToken.None);
        await socket.SendAsync(
            Frame(7, Encoding.UTF8.GetBytes(auth ?? (string)info["auth_body"]!)),
            WebSocketMessageType.Binary,
            true,
            CancellationToken.None
        );
        var (operation, body) = (await ReadAsync(socket)).Single();
        Assert.Equal(8u, operation);
        return (socket, (int)JsonNode.Parse(body)!["code"]!);
    }

    public static byte[] Frame(uint operation, byte[] body)
    {
        var frame = new byte[16 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4), 16);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), operation);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(12), 1);
        body.CopyTo(frame.AsSpan(16));
        return frame;
    }

    /// <summary>Reads until at least one whole frame is there; empty when the server closed.</summary>
    public static async Task<IReadOnlyList<(uint Operation, byte[] Body)>> ReadAsync(WebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var bytes = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return [];
            }

            bytes.Write(buffer, 0, result.Count);
            if (result.EndOfMessage && TryParse(bytes.ToArray(), out var frames))
            {
                return frames;
            }
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, out List<(uint, byte[])> frames)
    {
        frames = [];
        while (bytes.Length > 0)
        {
            if (bytes.Length < 16 || BinaryPrimitives.ReadUInt32BigEndian(bytes) is var length && bytes.Length < length)
            {
                return false;
            }

            length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var version = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
            var body = bytes[16..(int)length].ToArray();
            if (version is 2 or 3)
            {
                using var packed = new MemoryStream(body);
                using Stream unpack =
                    version == 2
                        ? new ZLibStream(packed, CompressionMode.Decompress)
                        : new BrotliStream(packed, CompressionMode.Decompress);
                using var plain = new MemoryStream();
                unpack.CopyTo(plain);
                Assert.True(TryParse(plain.ToArray(), out var inner));
                frames.AddRange(inner);
            }
            else
            {
                frames.Add((BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), body));
            }

            bytes = bytes[(int)length..];
        }

        return true;
    }
}

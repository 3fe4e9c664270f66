using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Bluesky.Api;

/// <summary>Calls methods of the AT Protocol (https://atproto.com/specs/xrpc).</summary>
internal static class XrpcClient
{
    /// <summary>Of an answer. A session with its DID document has a few thousand.</summary>
    private const int MaxBytes = 256 * 1024;

    // What the relaxed encoder leaves alone matters in HTML only.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads.</summary>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public static async Task<ApiAnswer> QueryAsync(
        Uri server,
        string method,
        IEnumerable<KeyValuePair<string, string>> parameters,
        CancellationToken cancellationToken,
        string? token = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(server, method, parameters));
        request.Headers.Authorization = Bearer(token);
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <summary>Changes something.</summary>
    /// <param name="server">Scheme and name.</param>
    /// <param name="method">Such as com.atproto.repo.putRecord.</param>
    /// <param name="token">The bearer; null where there is no session yet.</param>
    /// <param name="input">Null for a method that takes none: servers refuse a body there.</param>
    /// <param name="cancellationToken">Holds the deadline.</param>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public static async Task<ApiAnswer> CallAsync(
        Uri server,
        string method,
        string? token,
        JsonObject? input,
        CancellationToken cancellationToken
    )
    {
        using var content = input is null ? null : new OnceContent(Write(input));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/xrpc/{method}")) { Content = content };
        request.Headers.Authorization = Bearer(token);
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    /// <summary>Sends a file. Nothing is published by it, so whether it arrived does not matter.</summary>
    /// <param name="file">From its beginning to its end.</param>
    /// <inheritdoc cref="CallAsync"/>
    public static async Task<ApiAnswer> UploadAsync(
        Uri server,
        string method,
        IEnumerable<KeyValuePair<string, string>> parameters,
        string token,
        IMediaContent file,
        CancellationToken cancellationToken
    )
    {
        await using var stream = file.OpenRead();
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue(file.File.ContentType);
        content.Headers.ContentLength = file.File.SizeBytes;
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(server, method, parameters)) { Content = content };
        request.Headers.Authorization = Bearer(token);
        return await ApiCall.SendAsync(request, MaxBytes, cancellationToken);
    }

    private static Uri Address(Uri server, string method, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = string.Join('&', parameters.Select(static p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        return new Uri(server, query.Length > 0 ? $"/xrpc/{method}?{query}" : $"/xrpc/{method}");
    }

    private static AuthenticationHeaderValue? Bearer(string? token) =>
        token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    private static byte[] Write(JsonObject input)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, Readable))
        {
            input.WriteTo(writer);
        }

        return body.ToArray();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>
/// The open platform's three calls. A result code is an answer and comes back to the caller; what is no answer of the platform's
/// is thrown as an <see cref="AdapterException"/>.
/// </summary>
internal sealed class OpenLiveClient(HttpClient http, BilibiliSettings settings, TimeProvider clock)
{
    private readonly RequestSigner _signer = new(settings.AccessKeyId, settings.AccessKeySecret);

    /// <summary>Opens a session (the platform says "game") for the streamer whose identity code it is.</summary>
    public Task<Envelope<StartData>> StartAsync(string identityCode, CancellationToken cancellationToken) =>
        PostAsync(
            "v2/app/start",
            new StartRequest { IdentityCode = identityCode, AppId = settings.AppId },
            WireJson.Default.StartRequest,
            WireJson.Default.EnvelopeStartData,
            cancellationToken
        );

    /// <summary>Keeps a session alive. Calling it again after a lost answer does no harm.</summary>
    public Task<Envelope<NoData>> HeartbeatAsync(string gameId, CancellationToken cancellationToken) =>
        PostAsync(
            "v2/app/heartbeat",
            new HeartbeatRequest { GameId = gameId },
            WireJson.Default.HeartbeatRequest,
            WireJson.Default.EnvelopeNoData,
            cancellationToken
        );

    /// <summary>Ends a session.</summary>
    public Task<Envelope<NoData>> EndAsync(string gameId, CancellationToken cancellationToken) =>
        PostAsync(
            "v2/app/end",
            new EndRequest { AppId = settings.AppId, GameId = gameId },
            WireJson.Default.EndRequest,
            WireJson.Default.EnvelopeNoData,
            cancellationToken
        );

    /// <summary>The plugin's one HTTP client: answers within 10 s and 1 MiB, and never follows a redirect with a signed request.</summary>
    public static HttpClient CreateHttpClient() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = 1024 * 1024,
        };

    private async Task<Envelope<TData>> PostAsync<TRequest, TData>(
        string path,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<Envelope<TData>> answerType,
        CancellationToken cancellationToken
    )
        where TData : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, requestType);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"{settings.BaseUri.AbsoluteUri.TrimEnd('/')}/{path}"));
        message.Content = new ByteArrayContent(body);
        // 4011 and 4013 are the platform's answers when these two are missing.
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in _signer.Sign(body, Guid.NewGuid().ToString("N"), clock.GetUtcNow()))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await http.SendAsync(message, cancellationToken);
            ThrowUnlessSuccessful(response, path);
            var text = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Read(text, answerType, path);
        }
        catch (HttpRequestException fault)
        {
            throw new AdapterException(FailureKind.Transient, $"Bilibili was not reached for {path}: {fault.Message}", null, fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(FailureKind.Transient, $"Bilibili did not answer {path} in time.", null, fault);
        }
    }

    /// <summary>Takes an answer apart.</summary>
    /// <exception cref="AdapterException">Transient: it is none of the platform's.</exception>
    internal static Envelope<TData> Read<TData>(ReadOnlySpan<byte> body, JsonTypeInfo<Envelope<TData>> type, string path)
        where TData : class
    {
        try
        {
            var answer = JsonSerializer.Deserialize(body, type);
            return answer?.Code is null ? throw Unreadable(path, null) : answer;
        }
        catch (JsonException fault)
        {
            throw Unreadable(path, fault);
        }
    }

    private void ThrowUnlessSuccessful(HttpResponseMessage response, string path)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var retryAfter = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - clock.GetUtcNow() : null;
        throw status switch
        {
            (int)HttpStatusCode.TooManyRequests => new AdapterException(
                FailureKind.RateLimited,
                $"Bilibili answered HTTP 429 to {path}: too many calls.",
                retryAfter
            ),
            >= 500 or (int)HttpStatusCode.RequestTimeout => new AdapterException(
                FailureKind.Transient,
                $"Bilibili answered HTTP {status} to {path}.",
                retryAfter
            ),
            _ => new AdapterException(
                FailureKind.Refused,
                $"HTTP {status} came in answer to {path}, which Bilibili does not use. Check the API address and any proxy in between."
            ),
        };
    }

    private static AdapterException Unreadable(string path, Exception? fault) =>
        new(FailureKind.Transient, $"What answered {path} does not speak as the open live platform does.", null, fault);
}

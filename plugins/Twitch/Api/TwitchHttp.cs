namespace LiveIp.Plugins.Twitch.Api;

/// <summary>The plugin's one HTTP connection pool. Lives as long as the plugin's container, so unloading closes it.</summary>
internal sealed class TwitchHttp : IDisposable
{
    /// <summary>An answer larger than this is refused; the largest that we read is a page of subscriptions.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly SocketsHttpHandler _handler;

    /// <summary>Makes the pool; nothing is opened yet.</summary>
    public TwitchHttp()
    {
        _handler = new SocketsHttpHandler
        {
            // A redirect would carry the token to wherever it points.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        Client = new HttpClient(_handler, disposeHandler: false)
        {
            // Callers set a time per call, which covers the body too.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    internal HttpClient Client { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }
}

using System.Net.WebSockets;
using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;

namespace LiveIp.Plugins.Bilibili.Tests.Support;

/// <summary>An adapter against a platform of its own.</summary>
public abstract class AdapterTest : IAsyncLifetime
{
    private readonly HttpClient _http = OpenLiveClient.CreateHttpClient();

    private protected RecordingConnection Connection { get; } = new();

    private protected FakeOpenLive Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await FakeOpenLive.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Platform.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task RunOnceAsync()
    {
        await using var run = Run();
        await Platform.Sockets.NextAsync();
        await Wait.UntilAsync(() => Connection.Steps.Contains("online FromNow"), "online");
    }

    private protected int Beats() => Platform.Calls.Count(call => call == "beat");

    private protected int Heard() => Connection.Steps.Count(step => step == "heard");

    private protected static byte[] Chat(string id) =>
        Wire.Message(
            $$$"""{"cmd":"LIVE_OPEN_PLATFORM_DM","data":{"open_id":"o-2","msg":"你好","msg_id":"{{{id}}}","timestamp":1790000000}}"""
        );

    private protected static Task SendAsync(WebSocket socket, byte[] bytes) =>
        socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private protected async Task<AdapterException> FailAsync()
    {
        await using var run = Run();
        return await Assert.ThrowsAsync<AdapterException>(() => run.Task.WaitAsync(Wait.Deadline));
    }

    private protected Attempt Run(TimeSpan? session = null)
    {
        var adapter = Adapter(session);
        return new Attempt(token => adapter.RunAsync(Connection, token));
    }

    private protected BilibiliAdapter Adapter(TimeSpan? session = null) =>
        new(
            new BilibiliSettings
            {
                BaseUri = Platform.BaseUri,
                AccessKeyId = "key-id",
                AccessKeySecret = "key-secret",
                AppId = 1234567890123,
                HeartbeatInterval = TimeSpan.FromMilliseconds(50),
                GameHeartbeatInterval = session ?? TimeSpan.FromSeconds(20),
            },
            _http
        );

    /// <summary>One attempt, cancelled like the host does it.</summary>
    internal sealed class Attempt : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Attempt(Func<CancellationToken, Task> run)
        {
            Task = run(_stop.Token);
        }

        public Task Task { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WaitAsync(Wait.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.True(Task.IsCompleted);
            _stop.Dispose();
        }
    }
}

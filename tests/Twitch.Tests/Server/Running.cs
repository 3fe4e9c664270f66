using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;

namespace Twitch.Tests.Server;

/// <summary>An adapter that follows the server's channel, until disposed.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly TwitchHttp _http = new();
    private readonly CancellationTokenSource _stop = new();

    private Running(TwitchServer server, TestConnection connection)
    {
        Server = server;
        Connection = connection;
        Adapter = new TwitchAdapter(server.Settings(), _http);
        Run = Adapter.RunAsync(connection, _stop.Token);
    }

    public TwitchServer Server { get; }
    public TestConnection Connection { get; }
    public TwitchAdapter Adapter { get; }
    public Task Run { get; }

    public static async Task<Running> StartAsync(Action<TwitchServer>? prepare = null, TestConnection? connection = null)
    {
        var server = await TwitchServer.StartAsync();
        prepare?.Invoke(server);
        return new Running(server, connection ?? new TestConnection());
    }

    /// <summary>Started, subscribed and online.</summary>
    public static async Task<(Running Running, ServerSession Session)> OnlineAsync(
        Action<TwitchServer>? prepare = null,
        TestConnection? connection = null
    )
    {
        var running = await StartAsync(prepare, connection);
        var session = await running.Server.NextSessionAsync();
        await running.Connection.Online;
        return (running, session);
    }

    /// <summary>The failure with which the run ends by itself.</summary>
    public Task<AdapterException> FailureAsync() => Assert.ThrowsAsync<AdapterException>(() => Run.WithDeadline());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ContinueWith(static _ => { }, TaskScheduler.Default).WithDeadline();
        _stop.Dispose();
        _http.Dispose();
        await Server.DisposeAsync();
    }
}

using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Operations;

/// <summary>How the process ends when it is asked to.</summary>
public sealed class OrderlyEndTests
{
    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_host_that_is_asked_to_stop_while_three_platforms_write_stores_all_and_says_goodbye()
    {
        var deadline = Deadline.In(100);
        using var data = new TempDirectory();
        await using var emulators = await EmulatorChild.StartAsync([], deadline);
        await using var host = await HostProcess.StartAsync(data.Path, deadline);
        using var channel = host.Connect();
        var setup = new DemoSetup(channel);
        var names = await setup.ConnectAsync(emulators.Config, deadline);
        await setup.WaitOnlineAsync(OnlineWithin, deadline);
        var watchers = Enumerable.Range(0, 3).Select(_ => WatchAsync(new EventService.EventServiceClient(channel), deadline)).ToList();
        await emulators.StartShowAsync(
            new
            {
                seed = 7,
                seconds = 60,
                speed = 4,
            },
            deadline
        );
        await UntilAllWriteAsync(channel, names.Count, deadline);

        await host.SignalAsync("TERM");
        var (exit, took) = await host.EndAsync();

        Assert.Equal(0, exit);
        Assert.True(took < TimeSpan.FromSeconds(20), $"it took {took}");
        Assert.DoesNotContain("before it could store", host.Said, StringComparison.Ordinal);
        var seen = await Task.WhenAll(watchers);
        Assert.All(seen, static s => Assert.Equal((StatusCode.Unavailable, "HOST_STOPPING"), (s.Status, s.Reason)));

        await using var log = SqliteEventLog.Open(data.File("log.db"), TimeProvider.System);
        var stored = log.Read(0, 100_000);
        Assert.All(seen, s => Assert.InRange(s.Last, 1, log.LastSequence));
        // Nothing between was lost, and every channel's last words came in.
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(static n => (long)n), stored.Select(static e => e.Sequence));
        Assert.All(names.Values, name => Assert.NotNull(log.GetMark(name)));
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        using var data = new TempDirectory();
        await using var host = await HostProcess.StartAsync(data.Path, Deadline.In(60));
        // A request that never ends keeps the web server for as long as it may.
        using var client = new TcpClient();
        await client.ConnectAsync(host.WebAddress.Host, host.WebAddress.Port, Deadline.In(10));
        var head =
            $"POST /v1/posts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {host.Token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Deadline.In(10));
        // RFC 9110, 10.1.1: sent when somebody begins to read the body, so from here on the request is under way.
        var answer = new byte[64];
        var length = await client.GetStream().ReadAsync(answer, Deadline.In(10));
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
        await host.SaysAfterAsync(() => host.SignalAsync("TERM"), "ends when what is under way is done", Deadline.In(20));

        await host.SignalAsync("TERM");
        var (exit, took) = await host.EndAsync();

        Assert.Equal(143, exit);
        // The orderly end would wait ten seconds for the request.
        Assert.True(took < TimeSpan.FromSeconds(5), $"it took {took}");
        Assert.Contains("was asked a second time", host.Said, StringComparison.Ordinal);
    }

    private static async Task<(StatusCode Status, string Reason, long Last)> WatchAsync(
        EventService.EventServiceClient events,
        CancellationToken cancellationToken
    )
    {
        var last = 0L;
        try
        {
            using var call = events.WatchEvents(new WatchEventsRequest { AfterSequence = 0 }, cancellationToken: cancellationToken);
            await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
            {
                last = response.Events.Count > 0 ? response.Events[^1].Sequence : last;
            }

            return (StatusCode.OK, "", last);
        }
        catch (RpcException e)
        {
            return (e.StatusCode, e.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "", last);
        }
    }

    private static async Task UntilAllWriteAsync(ChannelBase channel, int channels, CancellationToken cancellationToken)
    {
        using var call = new ConnectionService.ConnectionServiceClient(channel).WatchConnections(
            new WatchConnectionsRequest(),
            cancellationToken: cancellationToken
        );
        var busy = new HashSet<string>(StringComparer.Ordinal);
        while (busy.Count < channels)
        {
            Assert.True(await call.ResponseStream.MoveNext(cancellationToken));
            busy.UnionWith(call.ResponseStream.Current.Connections.Where(static c => c.Events > 5).Select(static c => c.Channel));
        }
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Health.V1;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Distribution;
using LiveIp.Host.Events;
using LiveIp.Host.Operations.Health;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Data.Sqlite;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace LiveIp.Host.Tests.Operations;

[Collection(nameof(OperationsHost))]
public sealed class HealthTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private OperationsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await OperationsHost.StartAsync(_directory.Path, unheard: typeof(SqliteEventLog));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_stalled_platform_is_told_from_a_dead_one_and_the_host_serves_on()
    {
        var board = _host.Get<ConnectionBoard>();
        board.Of(_host.AddChannel("one", "twitch")).Online(TimeSpan.FromSeconds(20), again: false);
        var (stalled, refused) = (board.Of(_host.AddChannel("two", "youtube")), board.Of(_host.AddChannel("three", "bilibili")));
        stalled.Online(TimeSpan.FromSeconds(45), again: false);
        stalled.Stalled("Nothing was heard.");
        refused.Set(ConnectionState.Blocked, "Streamer Somebody is banned.");

        using var answer = await _host.Web.GetAsync("/readyz", Deadline.Token());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Deadline.Token());
        var body = JsonNode.Parse(text)!;
        Assert.Equal("degraded", (string?)body["condition"]);
        var conditions = body["channels"]!.AsArray().ToDictionary(static c => (string)c!["channel"]!, static c => (string)c!["condition"]!);
        Assert.Equal(
            [("channels/one", "online"), ("channels/three", "needs_person"), ("channels/two", "stalled")],
            conditions.OrderBy(static c => c.Key, StringComparer.Ordinal).Select(static c => (c.Key, c.Value))
        );
        Assert.Equal(2, body["reasons"]!.AsArray().Count);
        Assert.Contains(
            "45 s",
            (string)body["channels"]!.AsArray().Single(static c => (string)c!["channel"]! == "channels/two")!["sentence"]!,
            StringComparison.Ordinal
        );

        // What the platforms say is for those who have the token.
        Assert.DoesNotContain("Somebody", text, StringComparison.Ordinal);
        using var trusted = new HttpRequestMessage(HttpMethod.Get, "/readyz");
        trusted.Headers.Authorization = new("Bearer", _host.Token);
        using var more = await _host.Web.SendAsync(trusted, Deadline.Token());
        Assert.Contains("Somebody", await more.Content.ReadAsStringAsync(Deadline.Token()), StringComparison.Ordinal);

        Assert.Equal(ServingStatus.Serving, await CheckAsync(""));
        Assert.Equal(ServingStatus.Serving, await CheckAsync("liveip.v1.EventService"));
        Assert.Equal(ServingStatus.Serving, await CheckAsync("platforms/twitch"));
        Assert.Equal(ServingStatus.NotServing, await CheckAsync("platforms/youtube"));
        Assert.Equal(ServingStatus.Serving, await CheckAsync("channels/one"));
        Assert.Equal(ServingStatus.NotServing, await CheckAsync("channels/three"));
        var unknown = await Assert.ThrowsAsync<RpcException>(() => CheckAsync("platforms/nowhere"));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Posts_that_are_due_and_do_not_leave_are_told_with_their_account_and_the_host_serves_on()
    {
        var now = TimeProvider.System.GetUtcNow();
        _host
            .Get<OutboxStore>()
            .Create(
                new Post { Text = "x" },
                [new PlannedDelivery("gone/fans", Rendered: null)],
                new DeliveryTerms(now.AddSeconds(-90), now.AddHours(1)),
                "r",
                "f"
            );

        using var answer = await _host.Web.GetAsync("/readyz", Deadline.Token());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Deadline.Token()))!;
        Assert.Equal(("degraded", false), ((string?)body["condition"], (bool)body["posts"]!["leaving"]!));
        var reason = (string)Assert.Single(body["reasons"]!.AsArray())!;
        Assert.StartsWith("A post to gone/fans has been due for 9", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_of_health_tells_the_change_and_ends_with_the_host()
    {
        var status = _host.Get<ConnectionBoard>().Of(_host.AddChannel("one", "twitch"));
        status.Online(TimeSpan.FromSeconds(20), again: false);
        using var call = Client.Watch(new HealthCheckRequest { Service = "platforms/twitch" }, cancellationToken: Deadline.Token());
        using var overall = Client.Watch(new HealthCheckRequest(), cancellationToken: Deadline.Token());
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        Assert.Equal(ServingStatus.Serving, await NextAsync(overall));

        status.Set(ConnectionState.Recovering, "lost");
        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));

        status.Online(TimeSpan.FromSeconds(20), again: true);
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        await _host.StopAsync();
        // A host that stops does not serve any more, says so, and ends the call in order.
        Assert.Equal(ServingStatus.NotServing, await NextAsync(overall));
        Assert.False(await overall.ResponseStream.MoveNext(Deadline.Token()));
        Assert.False(await call.ResponseStream.MoveNext(Deadline.Token()));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_makes_the_host_unready_and_leaves_it_alive()
    {
        await _host.Log.WriteAsync(Sample.Chat("before"));
        using (var thief = new SqliteConnection($"Data Source={_directory.File("log.db")};Pooling=False"))
        {
            thief.Open();
            using var command = thief.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            await _host.Log.AppendAsync(Sample.Batch(Sample.Chat("during")), Deadline.Token());
            await UntilAsync("unready");

            using var ready = await _host.Web.GetAsync("/readyz", Deadline.Token());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            var body = JsonNode.Parse(await ready.Content.ReadAsStringAsync(Deadline.Token()))!;
            Assert.False((bool)body["log"]!["writable"]!);
            Assert.Contains("cannot be written", (string)body["reasons"]!.AsArray().Single()!, StringComparison.Ordinal);
            Assert.Equal("ok", await _host.Web.GetStringAsync("/healthz", Deadline.Token()));
            Assert.Equal(ServingStatus.NotServing, await CheckAsync(""));
            // What is stored can still be read.
            Assert.Equal(ServingStatus.Serving, await CheckAsync("liveip.v1.EventService"));
            Assert.Contains("liveip_log_writable{otel_scope_name=\"LiveIp.Host\"} 0", await _host.ScrapeAsync(), StringComparison.Ordinal);
        }

        await UntilAsync("ready");
    }

    [Fact]
    public async Task The_health_command_answers_for_a_supervisor()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await HealthCommand.RunAsync(_host.Web.BaseAddress!, output, Deadline.Token()));
        Assert.Equal("ready", output.ToString().Trim());

        await _host.DisposeAsync();
        using var after = new StringWriter();
        Assert.Equal(1, await HealthCommand.RunAsync(_host.Web.BaseAddress!, after, Deadline.Token()));
        Assert.Contains("does not answer", after.ToString(), StringComparison.Ordinal);
    }

    private Health.HealthClient Client => new(_host.Grpc);

    private async Task<ServingStatus> CheckAsync(string service) =>
        (await Client.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Deadline.Token())).Status;

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Deadline.Token()));
        return call.ResponseStream.Current.Status;
    }

    private async Task UntilAsync(string condition)
    {
        var deadline = Deadline.Token();
        while (true)
        {
            using var answer = await _host.Web.GetAsync("/readyz", deadline);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(deadline))!;
            if ((string?)body["condition"] == condition)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline);
        }
    }
}

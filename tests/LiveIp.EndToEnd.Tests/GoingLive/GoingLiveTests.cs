using System.Text.Json.Nodes;
using Grpc.Core;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;
using ChannelState = LiveIp.V1.BroadcastChannel.Types.State;
using State = LiveIp.V1.Broadcast.Types.State;

namespace LiveIp.EndToEnd.Tests.GoingLive;

/// <summary>The host as a process, with its real plugins, against the emulated platforms over sockets.</summary>
public sealed class GoingLiveTests
{
    private const string Title = "星夜 Starry night";

    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task On_all_platforms_with_every_answer_lost_once_there_is_one_broadcast_and_one_bound_stream()
    {
        var deadline = Deadline.In(100);
        using var data = new TempDirectory();
        // Without a key, so that the stream has to be made as well.
        await using var emulators = await EmulatorChild.StartAsync(["--off-air", "--youtube-without-key"], deadline);
        using var truth = new EmulatedChannel(emulators.Config);
        await using var host = await HostProcess.StartAsync(data.Path, deadline);
        using var channel = host.Connect();
        var names = await SetUpAsync(channel, emulators, deadline);
        var broadcasts = new BroadcastService.BroadcastServiceClient(channel);
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            await emulators.OrderFaultAsync(new { platform, kind = "loseEachAnswer" }, deadline);
        }

        var planned = (await broadcasts.CreateBroadcastAsync(Plan(), cancellationToken: deadline)).Broadcast;
        Assert.Equal("CAPABILITY_UNSUPPORTED", await ReasonAsync(broadcasts, deadline));
        var going = (await broadcasts.GoLiveAsync(new() { Name = planned.Name }, cancellationToken: deadline)).Broadcast;
        Assert.All(going.Channels, static c => Assert.Equal((ChannelState.WaitingForEncoder, null), (c.State, c.Problem)));

        var made = Assert.Single(await truth.BroadcastsAsync(Title, deadline));
        var stream = Assert.Single(await truth.StreamsAsync(deadline));
        Assert.Equal(
            ("ready", (string?)stream["id"], "LiveIp"),
            (EmulatedChannel.Status(made), EmulatedChannel.BoundTo(made), (string?)stream["snippet"]!["title"])
        );
        var video = await truth.VideoAsync((string)made["id"]!, deadline);
        Assert.Equal(
            ("10", "zh", 2),
            ((string?)video["categoryId"], (string?)video["defaultAudioLanguage"], video["tags"]!.AsArray().Count)
        );
        Assert.Contains("/custom-", (string?)video["thumbnails"]!["default"]!["url"], StringComparison.Ordinal);
        var twitch = await truth.TwitchChannelAsync(deadline);
        Assert.Equal((Title, "Music"), ((string?)twitch["title"], (string?)twitch["game_name"]));

        foreach (var platform in names.Keys)
        {
            await emulators.EncodeAsync(platform, sending: true, deadline);
        }

        var live = await UntilAsync(broadcasts, planned.Name, static b => b.Parts.Count == 3 && AllAre(b, ChannelState.Live), deadline);
        Assert.Equal((State.Live, planned.Plan), (live.State, live.Plan));
        Assert.Equal([(string)made["id"]!], live.Parts.Single(static p => p.Platform == "youtube").PlatformBroadcastIds);
        Assert.Equal("live", EmulatedChannel.Status(Assert.Single(await truth.BroadcastsAsync(Title, deadline))));

        var ending = (await broadcasts.EndBroadcastAsync(new() { Name = live.Name }, cancellationToken: deadline)).Broadcast;
        Assert.Equal(ChannelState.Ended, ending.Channels.Single(static c => c.Platform == "youtube").State);
        Assert.Equal("complete", EmulatedChannel.Status(Assert.Single(await truth.BroadcastsAsync(Title, deadline))));
        await emulators.EncodeAsync("twitch", sending: false, deadline);
        await emulators.EncodeAsync("bilibili", sending: false, deadline);
        await UntilAsync(broadcasts, planned.Name, static b => b.State == State.Ended && AllAre(b, ChannelState.Ended), deadline);

        // The key was used, and is nowhere.
        await host.KillAsync();
        var key = EmulatedChannel.Key(stream);
        Assert.DoesNotContain(key, host.Said, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories),
            f => Assert.False(Contains(f, key), $"{f} holds a stream key")
        );
    }

    [Fact]
    public async Task A_host_killed_again_and_again_on_the_way_ends_with_one_live_broadcast()
    {
        var deadline = Deadline.In(100);
        using var data = new TempDirectory();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air"], deadline);
        using var truth = new EmulatedChannel(emulators.Config);
        var host = await HostProcess.StartAsync(data.Path, deadline);
        try
        {
            string plan;
            using (var channel = host.Connect())
            {
                await SetUpAsync(channel, emulators, deadline);
                plan = (
                    await new BroadcastService.BroadcastServiceClient(channel).CreateBroadcastAsync(Plan(), cancellationToken: deadline)
                )
                    .Broadcast
                    .Name;
            }

            // Every call takes its time, so that a kill meets the one after what was seen.
            await emulators.OrderFaultAsync(
                new
                {
                    platform = "youtube",
                    kind = "slow",
                    seconds = 600,
                    milliseconds = 300,
                },
                deadline
            );
            // Killed as soon as the first is there, and the second not yet: on the way, and not when all is done.
            (Func<JsonNode, bool> IsThere, Func<JsonNode, bool> IsNext)[] seen =
            [
                (static _ => true, static b => EmulatedChannel.BoundTo(b) is not null),
                (static b => EmulatedChannel.BoundTo(b) is not null, static b => EmulatedChannel.Status(b) == "live"),
            ];
            var asked = host.Connect();
            // It answers when every channel is at rest, which this host does not live to see.
            var going = new BroadcastService.BroadcastServiceClient(asked).GoLiveAsync(new() { Name = plan }, cancellationToken: deadline);

            // Each host goes on where the one before was, and nobody asks it to.
            foreach (var (isThere, isNext) in seen)
            {
                JsonNode? shown;
                while ((shown = (await truth.BroadcastsAsync(Title, deadline)).FirstOrDefault(isThere)) is null)
                {
                    deadline.ThrowIfCancellationRequested();
                }

                await host.KillAsync();
                Assert.False(isNext(shown), $"Killed too late: {shown}");
                await host.DisposeAsync();
                host = await HostProcess.StartAsync(data.Path, deadline);
            }

            await Assert.ThrowsAsync<RpcException>(async () => await going);
            asked.Dispose();

            using var last = host.Connect();
            var broadcasts = new BroadcastService.BroadcastServiceClient(last);
            await UntilAsync(broadcasts, plan, static b => Of(b, "youtube").State == ChannelState.WaitingForEncoder, deadline);
            await emulators.EncodeAsync("youtube", sending: true, deadline);
            await UntilAsync(broadcasts, plan, static b => Of(b, "youtube").State == ChannelState.Live, deadline);

            var made = Assert.Single(await truth.BroadcastsAsync(Title, deadline));
            Assert.Equal("live", EmulatedChannel.Status(made));
            Assert.Single(await truth.StreamsAsync(deadline));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static CreateBroadcastRequest Plan() =>
        new()
        {
            Details = new()
            {
                Title = Title,
                Description = "Stars and tea.",
                Category = "music",
                Tags = { "stars", "音乐" },
                Language = "zh",
            },
            Thumbnail = Google.Protobuf.ByteString.CopyFrom(0xFF, 0xD8, 0xFF, 0xE0),
            AllowUnsupported = true,
        };

    private static async Task<IReadOnlyDictionary<string, string>> SetUpAsync(
        Grpc.Net.Client.GrpcChannel channel,
        EmulatorChild emulators,
        CancellationToken cancellationToken
    )
    {
        var setup = new DemoSetup(channel);
        var names = await setup.ConnectAsync(emulators.Config, cancellationToken);
        // A broadcast is to be noticed soon; the connections of the other platforms are left to begin in peace.
        await new PluginService.PluginServiceClient(channel).UpdateSettingsAsync(
            new() { Extension = "youtube", Values = { ["broadcastPollInterval"] = "1" } },
            cancellationToken: cancellationToken
        );
        await setup.WaitOnlineAsync(OnlineWithin, cancellationToken);
        return names;
    }

    /// <summary>Of a plan that does not say that partial success is fine.</summary>
    private static async Task<string> ReasonAsync(BroadcastService.BroadcastServiceClient broadcasts, CancellationToken cancellationToken)
    {
        var strict = Plan();
        strict.AllowUnsupported = false;
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await broadcasts.CreateBroadcastAsync(strict, cancellationToken: cancellationToken)
        );
        return refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason;
    }

    private static async Task<Broadcast> UntilAsync(
        BroadcastService.BroadcastServiceClient broadcasts,
        string name,
        Predicate<Broadcast> holds,
        CancellationToken cancellationToken
    )
    {
        using var watch = broadcasts.WatchBroadcast(new() { Name = name }, cancellationToken: cancellationToken);
        Broadcast? last = null;
        try
        {
            await foreach (var told in watch.ResponseStream.ReadAllAsync(cancellationToken))
            {
                last = told.Broadcast;
                if (holds(last))
                {
                    return last;
                }
            }
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It stayed {last}", e);
        }

        throw new InvalidOperationException($"It ended as {last}");
    }

    private static bool AllAre(Broadcast broadcast, ChannelState state) => broadcast.Channels.All(c => c.State == state);

    private static BroadcastChannel Of(Broadcast broadcast, string platform) => broadcast.Channels.Single(c => c.Platform == platform);

    private static bool Contains(string file, string text)
    {
        using var read = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        read.CopyTo(content);
        return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }
}

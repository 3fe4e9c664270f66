using System.Net.Http.Json;
using Grpc.Net.Client;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host;
using LiveIp.Host.Demo;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.EndToEnd.Tests.Chat;

/// <summary>The whole host with the real plugins on the emulated platforms, all online, with a broadcast on air.</summary>
internal sealed class LiveChats : IAsyncDisposable
{
    private readonly TempDirectory _data;
    private readonly HostApplication _host;
    private readonly GrpcChannel _channel;

    private LiveChats(HostApplication host, EmulatorChild emulators, TempDirectory data)
    {
        (_host, Emulators, _data) = (host, emulators, data);
        _channel = host.ConnectToItself();
    }

    public EmulatorChild Emulators { get; }

    public GrpcChannel Api => _channel;

    public ChatService.ChatServiceClient Chat => new(_channel);

    /// <summary>Names of the channels by platform.</summary>
    public IReadOnlyDictionary<string, string> Channels { get; private set; } = new Dictionary<string, string>();

    public IEventLog Log => _host.Services.GetRequiredService<IEventLog>();

    public static async Task<LiveChats> StartAsync(CancellationToken cancellationToken)
    {
        var emulators = await EmulatorChild.StartAsync([], cancellationToken);
        var data = new TempDirectory();
        var host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data.Path,
                PluginDirectories = HostApplication.StagedPlugins(),
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true
        );
        await host.StartAsync(cancellationToken);
        await host.Services.GetRequiredService<PluginWatcher>().FirstScan.WaitAsync(cancellationToken);
        var chats = new LiveChats(host, emulators, data);
        var setup = new DemoSetup(chats._channel);
        await emulators.StartShowAsync(new { seconds = 1, part = "opening" }, cancellationToken);
        await emulators.WaitForEndOfShowAsync(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        chats.Channels = await setup.ConnectAsync(emulators.Config, cancellationToken);
        await setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken);
        return chats;
    }

    /// <summary>Waits until the log holds so many chat messages of our own; all of them.</summary>
    public async Task<IReadOnlyList<LiveEvent>> OwnAsync(int count, CancellationToken cancellationToken)
    {
        var filter = new LogFilter { Kinds = [LiveEvent.BodyOneofCase.ChatMessage] };
        while (true)
        {
            var last = Log.LastSequence;
            var own = Log.Read(0, 10_000, filter).Select(static s => s.Parse()).Where(static e => e.Own).ToList();
            if (own.Count >= count)
            {
                return own;
            }

            await Log.WaitForMoreAsync(last, cancellationToken);
        }
    }

    /// <summary>So much happens at once: some of everything, then chat.</summary>
    public async Task BurstAsync(string platform, int events, CancellationToken cancellationToken)
    {
        using var control = new HttpClient { BaseAddress = new Uri((string)Emulators.Config["control"]!["address"]!) };
        using var answer = await control.PostAsJsonAsync("show/burst", new { platform, events }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What was taken back in a channel, as the log has it now.</summary>
    public IReadOnlyList<Retraction> Retractions(string channel)
    {
        var filter = new LogFilter { Channels = [channel], Kinds = [LiveEvent.BodyOneofCase.Retraction] };
        return [.. Log.Read(0, 10_000, filter).Select(static s => s.Parse().Retraction)];
    }

    /// <summary>How often the platform has this text in its chat, by its own account.</summary>
    public async Task<int> CopiesAsync(string platform, string text, CancellationToken cancellationToken)
    {
        var truth = await Emulators.GetTruthAsync(cancellationToken);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        return truth.Occurrences.Count(o => o.Platform == platform && o.TextSha256 == hash);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
        await Emulators.DisposeAsync();
        _data.Dispose();
    }
}

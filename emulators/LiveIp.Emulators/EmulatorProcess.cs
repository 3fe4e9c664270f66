using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Bilibili;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Control;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Past;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch;
using LiveIp.Emulators.YouTube;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveIp.Emulators;

/// <summary>All emulators in one process, each on a port of its own.</summary>
internal static class EmulatorProcess
{
    /// <summary>In the order that their parts of the script have.</summary>
    public static readonly ImmutableArray<string> Platforms = [YouTubeStage.Name, TwitchStage.Name, BilibiliStage.PlatformId];

    /// <summary>Serves until cancelled.</summary>
    public static async Task<int> RunAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        var clock = new EmulatorClock();
        if (options.State is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        await using var ingest = new IngestDoor(options.IngestPort);
        using var memory = new PlatformMemory(options.State);
        var truth = new TruthLedger();
        var faults = new FaultBoard();
        var consents = new ConsentBoard();
        // Real platforms never give an id twice, so a later run of the emulators must not either, whatever its clock shows.
        var begun = memory.RecallOr("begun.json", TimeProvider.System.GetUtcNow);
        var run = begun.ToUnixTimeSeconds();
        clock.Setting = memory.RecallOr(ShowRunner.ClockName, () => new ClockSetting(options.ClockOffset));
        clock.Rewind(clock.Setting.Shown(begun));
        var youtubeOptions = new YouTubeEmulatorOptions
        {
            BroadcastId = "emu" + run.ToString("x", CultureInfo.InvariantCulture),
            StreamLifetime = options.YouTubeStreamLifetime is { } lifetime ? TimeSpan.FromSeconds(lifetime) : null,
            QuotaUnitsPerDay = options.YouTubeQuota,
            ChatInsertUnits = options.YouTubeInsertUnits,
            LiveAtStart = !options.OffAir,
            HasStreamKey = !options.YouTubeWithoutKey,
            LiveStreamingEnabled = !options.YouTubeNotEnabled,
            IngestAddress = ingest.Address,
        };
        var twitchOptions = new TwitchEmulatorOptions
        {
            IdSalt = run.ToString("x", CultureInfo.InvariantCulture),
            RateLimit = options.TwitchRateLimit,
        };
        if (options.TwitchKeepalive is { } keepalive)
        {
            var every = TimeSpan.FromSeconds(keepalive);
            twitchOptions = twitchOptions with { MinimumKeepalive = every, MaximumKeepalive = every };
        }

        var bilibiliOptions = new BilibiliEmulatorOptions { Run = run, CoolDown = TimeSpan.FromSeconds(options.BilibiliCoolDown) };
        var youtube = new YouTubeStage(truth, faults, clock, youtubeOptions, memory, consents);
        var twitch = new TwitchStage(truth, faults, clock, twitchOptions, memory, consents);
        var bilibili = new BilibiliStage(truth, faults, clock, bilibiliOptions, memory);
        IPlatformStage[] stages = [youtube, twitch, bilibili];
        var past = new PastBook(
            memory,
            new Dictionary<string, Action<PastShow>> { [YouTubeStage.Name] = youtube.Remember, [TwitchStage.Name] = twitch.Remember }
        );
        past.Restore();
        await using var show = new ShowRunner([.. stages.Where(s => Plays(s.Platform))], clock, memory);

        // The past first, before anybody can ask about it.
        show.Relive(Plays(YouTubeStage.Name) ? youtube.PastActs() : []);
        clock.Return();
        var fates = new TruthMemory(memory, clock);
        foreach (var stage in stages)
        {
            fates.Restore(truth.Rows.Where(r => r.Platform == stage.Platform), hasHistory: stage == youtube);
        }

        youtube.KeepChatOrder();
        fates.Begin(truth);

        await using var rest = await ServeAsync(options.YouTubePort, HttpProtocols.Http1, youtube.MapRest);
        await using var grpc = await ServeAsync(
            options.YouTubeGrpcPort,
            HttpProtocols.Http2,
            app => app.MapGrpcService<YouTubeStreamService>(),
            services => services.AddSingleton(youtube).AddGrpc()
        );
        await using var helix = await ServeAsync(options.TwitchPort, HttpProtocols.Http1, twitch.Map);
        await using var openLive = await ServeAsync(options.BilibiliPort, HttpProtocols.Http1, bilibili.Map);
        var config = new JsonObject();
        var described = new[]
        {
            youtubeOptions.Describe(Address(rest), Address(grpc), new Uri(Address(rest), "token")),
            twitchOptions.Describe(Address(helix), ingest.Address),
            bilibiliOptions.Describe(Address(openLive)),
        };
        foreach (var (platform, description) in Platforms.Zip(described).Where(p => Plays(p.First)))
        {
            config[platform] = description;
        }

        await using var control = await ServeAsync(
            options.ControlPort,
            HttpProtocols.Http1,
            app =>
                new ControlEndpoints(config, truth, faults, consents, show, clock, new ChannelReport(youtube, twitch, ingest), past).Map(
                    app
                )
        );
        config["control"] = new JsonObject { ["address"] = Address(control).ToString() };
        // By the names of the options that take them: for a process that shall listen where this one does.
        config["ports"] = new JsonObject
        {
            ["youtube-port"] = Address(rest).Port,
            ["youtube-grpc-port"] = Address(grpc).Port,
            ["twitch-port"] = Address(helix).Port,
            ["bilibili-port"] = Address(openLive).Port,
            ["control-port"] = Address(control).Port,
            ["ingest-port"] = ingest.Port,
        };

        if (options.PrintConfig)
        {
            Console.WriteLine(config.ToJsonString());
        }

        if (!show.Resume() && !options.Hold)
        {
            show.Start(options.Plan);
        }

        await WaitForEndAsync(options, cancellationToken);
        return 0;

        bool Plays(string platform) => options.Platform is null || options.Platform == platform;
    }

    private static async Task WaitForEndAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            if (options.EndWithInput)
            {
                var buffer = new char[256];
                while (await Console.In.ReadAsync(buffer.AsMemory(), cancellationToken) > 0) { }
            }
            else
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The wish of whoever pressed Ctrl+C.
        }
    }

    private static async Task<WebApplication> ServeAsync(
        int port,
        HttpProtocols protocols,
        Action<WebApplication> map,
        Action<IServiceCollection>? services = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .Logging.ClearProviders()
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = protocols)
        );
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseWebSockets();
        map(app);
        await app.StartAsync();
        return app;
    }

    private static Uri Address(WebApplication app) => new(app.Urls.First());
}

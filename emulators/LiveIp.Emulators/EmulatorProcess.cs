using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Bilibili;
using LiveIp.Emulators.Control;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch;
using LiveIp.Emulators.YouTube;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveIp.Emulators;

/// <summary>All emulators in one process, each on a port of its own.</summary>
internal static class EmulatorProcess
{
    /// <summary>Serves until cancelled.</summary>
    public static async Task<int> RunAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var truth = new TruthLedger();
        var faults = new FaultBoard();
        // Real platforms never give an id twice, so a later run of the emulators must not either.
        var run = clock.GetUtcNow().ToUnixTimeSeconds();
        var youtubeOptions = new YouTubeEmulatorOptions
        {
            BroadcastId = "emu" + run.ToString("x", CultureInfo.InvariantCulture),
            StreamLifetime = options.YouTubeStreamLifetime is { } lifetime ? TimeSpan.FromSeconds(lifetime) : null,
            QuotaUnitsPerDay = options.YouTubeQuota,
        };
        var twitchOptions = new TwitchEmulatorOptions
        {
            IdSalt = run.ToString("x", CultureInfo.InvariantCulture),
            RateLimit = options.TwitchRateLimit,
        };
        var bilibiliOptions = new BilibiliEmulatorOptions { Run = run };
        var youtube = new YouTubeStage(truth, faults, clock, youtubeOptions);
        var twitch = new TwitchStage(truth, faults, clock, twitchOptions);
        var bilibili = new BilibiliStage(truth, faults, clock, bilibiliOptions);
        await using var show = new ShowRunner([youtube, twitch, bilibili], clock);

        await using var rest = await ServeAsync(options.YouTubePort, HttpProtocols.Http1, youtube.MapRest);
        await using var grpc = await ServeAsync(
            options.YouTubeGrpcPort,
            HttpProtocols.Http2,
            app => app.MapGrpcService<YouTubeStreamService>(),
            services => services.AddSingleton(youtube).AddGrpc()
        );
        await using var helix = await ServeAsync(options.TwitchPort, HttpProtocols.Http1, twitch.Map);
        await using var openLive = await ServeAsync(options.BilibiliPort, HttpProtocols.Http1, bilibili.Map);
        var config = new JsonObject
        {
            ["youtube"] = youtubeOptions.Describe(Address(rest), Address(grpc), new Uri(Address(rest), "token")),
            ["twitch"] = twitchOptions.Describe(Address(helix)),
            ["bilibili"] = bilibiliOptions.Describe(Address(openLive)),
        };
        await using var control = await ServeAsync(
            options.ControlPort,
            HttpProtocols.Http1,
            app => new ControlEndpoints(config, truth, faults, show).Map(app)
        );
        config["control"] = new JsonObject { ["address"] = Address(control).ToString() };

        if (options.PrintConfig)
        {
            Console.WriteLine(config.ToJsonString());
        }

        if (!options.Hold)
        {
            show.Start(options.Plan);
        }

        await WaitForEndAsync(options, cancellationToken);
        return 0;
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

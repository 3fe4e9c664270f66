using System.Diagnostics;
using Grpc.Net.Client;
using LiveIp.Bench.Load;
using LiveIp.Bench.Report;
using LiveIp.Host.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Bench.FanOut;

/// <summary>What it gains to send the log's own bytes instead of reading each event and writing it again.</summary>
internal sealed class FanOutBenchmark : IBenchmark
{
    private const int Events = 200_000;
    private const int Watchers = 4;
    private const int Rounds = 3;

    public string Name => "fanout";

    public string Description =>
        $"the host's own watch loop sends a log to {Watchers} clients, by its stored bytes and by messages made of them";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var events = run.Scale(Events);
        run.Report.Note(
            $"{events:#,0} events, read from the file; the clients count bytes and parse nothing. The best of {Rounds} rounds."
        );
        using var directory = new WorkDirectory();
        await using var log = SqliteEventLog.Open(directory.File("log.db"), TimeProvider.System);
        foreach (var batch in Feed.Three(TimeProvider.System.GetUtcNow(), 5_000)[0].Stream(events))
        {
            await log.AppendAsync(batch, cancellationToken);
        }

        await log.FlushAsync(cancellationToken);
        await using var carried = await ServeAsync(new(log, Carry: true), cancellationToken);
        await using var parsed = await ServeAsync(new(log, Carry: false), cancellationToken);
        var (carriedBest, parsedBest) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            carriedBest = Math.Max(carriedBest, await RateAsync(carried, events, cancellationToken));
            parsedBest = Math.Max(parsedBest, await RateAsync(parsed, events, cancellationToken));
        }

        run.Report.Add(new("parsed and serialized again", parsedBest, "deliveries/s"));
        run.Report.Add(new("the log's own bytes", carriedBest, "deliveries/s"));
        run.Report.Add(Figure.AtLeast("gain", carriedBest / parsedBest, "times", 1));
    }

    private static async Task<WebApplication> ServeAsync(FanOutSource source, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton(source).AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<FanOutService>();
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task<double> RateAsync(WebApplication server, int events, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var bytes = await Task.WhenAll(
            Enumerable
                .Range(0, Watchers)
                .Select(async _ =>
                {
                    using var channel = GrpcChannel.ForAddress(server.Urls.Single());
                    return await ByteCountingClient.ReadAsync(channel, cancellationToken);
                })
        );
        return bytes.All(b => b > events)
            ? Watchers * (double)events / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException("A watcher was sent less than the log holds.");
    }
}

using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Plugins;
using LiveIp.Host.Quotas;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using SecretNames = LiveIp.Contracts.OAuthClient;

namespace LiveIp.EndToEnd.Tests.Quotas;

/// <summary>
/// Four hours on ten thousand units, in less time: everything that the ledger plans by is as many times shorter as the show is, and an
/// eighth of the units goes with a stream that is an eighth as often over. So an operation costs what it costs, and the plan has to hold.
/// </summary>
internal sealed class ScaledShow(string profile, int lineUnits, TimeSpan length) : IAsyncDisposable
{
    public const int Units = 10_000 / 8;
    public const int Reserve = Units / 10;

    private const int Sends = 36;

    /// <summary>Without a plan the units would be gone before the end: twice as many openings as there are units for.</summary>
    private const int Openings = 2 * Units / 5;

    private static readonly TimeSpan Real = TimeSpan.FromHours(4);

    /// <summary>From ten in the morning in Los Angeles to the new day.</summary>
    private static readonly TimeSpan LeftOfDay = TimeSpan.FromHours(14);

    private readonly TempDirectory _data = new();
    private EmulatorChild? _emulators;
    private HostApplication? _host;

    public async Task<ScaledShowResult> PlayAsync(CancellationToken cancellationToken)
    {
        var clock = new SettableClock();
        clock.Offset = NextMidnight(clock.SystemNow) - (LeftOfDay * (length / Real)) - clock.SystemNow;
        _emulators = await EmulatorChild.StartAsync(
            [
                "--platform=youtube",
                $"--youtube-quota={Units}",
                $"--youtube-insert-units={lineUnits}",
                string.Create(CultureInfo.InvariantCulture, $"--clock-offset={clock.Offset.TotalSeconds}"),
                string.Create(CultureInfo.InvariantCulture, $"--youtube-stream-lifetime={length.TotalSeconds / Openings}"),
            ],
            cancellationToken
        );
        _host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = _data.Path,
                PluginDirectories = HostApplication.StagedPlugins(),
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true,
            clock,
            services => services.AddSingleton(new QuotaTimes().Times(length / Real))
        );
        await _host.StartAsync(cancellationToken);
        await _host.Services.GetRequiredService<PluginWatcher>().FirstScan.WaitAsync(cancellationToken);
        using var api = _host.ConnectToItself();
        var channel = await FollowAsync(api, _emulators, cancellationToken);
        var log = new LogCollector(api);
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = log.FollowAsync(watch.Token);

        await _emulators.StartShowAsync(
            new
            {
                seed = 11,
                seconds = length.TotalSeconds,
                intensity = new { chat = 3.0 },
            },
            cancellationToken
        );
        var begun = TimeProvider.System.GetTimestamp();
        var sending = SendAsync(api, channel, begun, cancellationToken);
        var forecast = await ForecastAsync(api, begun, cancellationToken);
        await _emulators.WaitForEndOfShowAsync(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        // First what YouTube has counted: the host counts a call before it leaves.
        var charged = (long)(await _emulators.GetChannelsAsync(cancellationToken))["youtube"]!["quotaUsed"]!;
        var end = await QuotaAsync(api, cancellationToken);
        var truth = await _emulators.GetTruthAsync(cancellationToken);
        var report = await ArrivedAsync(log, truth, cancellationToken);
        var sent = await sending;
        await watch.CancelAsync();
        await watching;
        return new ScaledShowResult(profile, end, forecast, charged, sent, report, LongestSilence(log));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Dispose();
    }

    private async Task<string> FollowAsync(GrpcChannel api, EmulatorChild emulators, CancellationToken cancellationToken)
    {
        var config = emulators.Config["youtube"]!;
        var settings = new UpdateSettingsRequest { Extension = "youtube" };
        foreach (var (key, value) in config["settings"]!.AsObject())
        {
            settings.Values[key] = (string)value!;
        }

        settings.Values["quotaUnitsPerDay"] = Units.ToString(CultureInfo.InvariantCulture);
        settings.Values["quotaReserve"] = Reserve.ToString(CultureInfo.InvariantCulture);
        settings.Values["quotaCosts"] = $"{profile}, liveChatMessages.insert={lineUnits}";
        settings.Values["statisticsInterval"] = "1";
        await new PluginService.PluginServiceClient(api).UpdateSettingsAsync(settings, cancellationToken: cancellationToken);
        var request = new CreateChannelRequest { Platform = "youtube", Input = (string)config["channel"]!["input"]! };
        foreach (var id in new[] { SecretNames.AccessTokenSecret, SecretNames.RefreshTokenSecret })
        {
            request.Secrets[id] = (string)config["channel"]!["secrets"]![id]!;
        }

        var name = (await new ChannelService.ChannelServiceClient(api).CreateChannelAsync(request, cancellationToken: cancellationToken))
            .Channel
            .Name;
        using var watch = new ConnectionService.ConnectionServiceClient(api).WatchConnections(new(), cancellationToken: cancellationToken);
        await foreach (var response in watch.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (response.Connections.Any(static c => c.State == ConnectionState.Online))
            {
                return name;
            }
        }

        throw new InvalidOperationException("The host stopped telling about its connections.");
    }

    /// <summary>
    /// Speaks as often as somebody in front of a camera does, at times of the show's own and not when it is about to end; what became of each line.
    /// </summary>
    private async Task<IReadOnlyList<SendState>> SendAsync(GrpcChannel api, string channel, long begun, CancellationToken cancellationToken)
    {
        var (chat, states) = (new ChatService.ChatServiceClient(api), new List<SendState>());
        for (var i = 1; i <= Sends; i++)
        {
            var wait = (length * i / (Sends + 1)) - TimeProvider.System.GetElapsedTime(begun);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancellationToken);
            if (TimeProvider.System.GetElapsedTime(begun) > length * 0.98)
            {
                break;
            }

            var request = new SendMessageRequest
            {
                Channels = { channel },
                Text = $"Line {i}",
                RequestId = $"line-{i}",
            };
            var answer = await chat.SendMessageAsync(request, cancellationToken: cancellationToken);
            states.AddRange(answer.Results.Select(static r => r.State));
        }

        return states;
    }

    /// <summary>
    /// What was foretold from a quarter of the show on. A few looks, as a window that is eighty times shorter holds a few operations only, and
    /// each that falls into it or out of it shows.
    /// </summary>
    private async Task<double> ForecastAsync(GrpcChannel api, long begun, CancellationToken cancellationToken)
    {
        var forecasts = new List<double>();
        for (var at = 0.25; at <= 0.35; at += 0.01)
        {
            var wait = (length * at) - TimeProvider.System.GetElapsedTime(begun);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancellationToken);
            var left = length - TimeProvider.System.GetElapsedTime(begun);
            var now = await QuotaAsync(api, cancellationToken);
            forecasts.Add(now.Used + (now.UnitsPerHour * left.TotalHours));
        }

        return forecasts.Average();
    }

    private static async Task<Quota> QuotaAsync(GrpcChannel api, CancellationToken cancellationToken) =>
        (await new QuotaService.QuotaServiceClient(api).ListQuotasAsync(new(), cancellationToken: cancellationToken)).Quotas.Single(
            static q => q.Bucket == "units"
        );

    /// <summary>Until all of it is in the log; what then stands, when that takes too long.</summary>
    private static async Task<PlatformReport> ArrivedAsync(LogCollector log, Truth truth, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var report = TruthComparison.Compare("youtube", truth.Occurrences, new LoggedEvents(log.Snapshot()));
            if (report.Holds || TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(20))
            {
                return report;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private static TimeSpan LongestSilence(LogCollector log)
    {
        var samples = log.Snapshot()
            .Where(static e => e.Measurement?.Metric == MetricIds.ViewersConcurrent)
            .Select(static e => e.OccurredAt.ToDateTimeOffset())
            .Order()
            .ToList();
        return samples.Count < 2 ? TimeSpan.MaxValue : samples.Zip(samples.Skip(1), static (a, b) => b - a).Max();
    }

    private static DateTimeOffset NextMidnight(DateTimeOffset now) => ZonedDay.Of(now, "America/Los_Angeles").End;
}

/// <param name="Charged">Units by YouTube's own count.</param>
/// <param name="Lines">What became of each line.</param>
/// <param name="Silence">Longest time between two samples of the viewers.</param>
internal sealed record ScaledShowResult(
    string Profile,
    Quota End,
    double Forecast,
    long Charged,
    IReadOnlyList<SendState> Lines,
    PlatformReport Report,
    TimeSpan Silence
);

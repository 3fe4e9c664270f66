using System.CommandLine;
using LiveIp.Host;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.History;
using LiveIp.Host.Operations.Backup;
using LiveIp.Host.Operations.Health;
using LiveIp.Host.Operations.Running;
using Microsoft.Extensions.Logging;
using Spectre.Console;

var data = new Option<DirectoryInfo>("--data")
{
    Description = "Data directory: log, settings, keys and third-party plugins",
    DefaultValueFactory = _ => new DirectoryInfo(
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "liveip"
        )
    ),
};
var keys = new Option<DirectoryInfo?>("--keys")
{
    Description = "Where the keys to the stored secrets lie, apart from the data; else LIVEIP_KEYS, else in the data directory",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LIVEIP_KEYS") is { Length: > 0 } set ? new DirectoryInfo(set) : null,
};
var plugins = new Option<DirectoryInfo[]>("--plugins") { Description = "Further plugin directories, laid out as <id>/<version>" };
var bind = new Option<string>("--bind") { Description = "IP address to listen on", DefaultValueFactory = _ => "127.0.0.1" };
var grpcPort = new Option<int>("--grpc-port") { Description = "gRPC (HTTP/2); 0 picks a free port", DefaultValueFactory = _ => 7701 };
var webPort = new Option<int>("--web-port") { Description = "JSON over HTTP/1.1; 0 picks a free port", DefaultValueFactory = _ => 7702 };
var redirectBase = new Option<Uri?>("--redirect-base")
{
    Description = "https address of your own domain that links of posts lead over, to count clicks; else LIVEIP_REDIRECT_BASE, else none",
    CustomParser = static result =>
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address))
        {
            return address;
        }

        result.AddError("--redirect-base: a whole address, such as https://go.example.");
        return null;
    },
    DefaultValueFactory = _ =>
        Uri.TryCreate(Environment.GetEnvironmentVariable("LIVEIP_REDIRECT_BASE"), UriKind.Absolute, out var set) ? set : null,
};
var redirectPort = new Option<int>("--redirect-port")
{
    Description = "Where the redirector listens (HTTP/1.1), for the reverse proxy of that domain; 0 picks a free port",
    DefaultValueFactory = _ => 7703,
};
var ffProbe = new Option<string>("--ffprobe")
{
    Description = "What looks into pictures and videos before they are posted; without it their length, size and codecs are not checked",
    DefaultValueFactory = _ => "ffprobe",
};
var redirectBind = new Option<string>("--redirect-bind") { Description = "IP address of it", DefaultValueFactory = _ => "127.0.0.1" };
var certificate = new Option<FileInfo?>("--tls-cert")
{
    Description = "Certificate with its chain (PEM); needed to listen beyond loopback",
};
var key = new Option<FileInfo?>("--tls-key") { Description = "Its private key (PEM), if it is not in the same file" };
var logFormat = new Option<LogFormat>("--log-format")
{
    Description = "text, or json: one object a line; else LIVEIP_LOG_FORMAT",
    DefaultValueFactory = _ =>
        Enum.TryParse<LogFormat>(Environment.GetEnvironmentVariable("LIVEIP_LOG_FORMAT"), ignoreCase: true, out var set)
            ? set
            : LogFormat.Text,
};
var logLevel = new Option<LogLevel>("--log-level")
{
    Description = "Nothing less important is logged; else LIVEIP_LOG_LEVEL",
    DefaultValueFactory = _ =>
        Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable("LIVEIP_LOG_LEVEL"), ignoreCase: true, out var set)
            ? set
            : LogLevel.Information,
};

var root = new RootCommand(
    """
    LiveIp: one chat and one honest set of numbers over YouTube, Twitch and Bilibili.
    LiveIp：把 YouTube、Twitch 和哔哩哔哩的直播汇成一处。

    Examples:
      dotnet run --project src/LiveIp.Host
      dotnet run --project src/LiveIp.Host -- --data ./data --grpc-port 7701
      dotnet run --project src/LiveIp.Host -- demo
      dotnet run --project src/LiveIp.Host -- demo --faults --json result.json

    Exit codes: 0 done; 1 the demo found a difference to the truth; 2 it could not start; 3 events that
    were heard could not be stored before the end; 143 or 130 asked to end a second time.
    """
)
{
    data,
    keys,
    plugins,
    bind,
    grpcPort,
    webPort,
    redirectBase,
    redirectPort,
    redirectBind,
    ffProbe,
    certificate,
    key,
    logFormat,
    logLevel,
};
root.SetAction(
    (parsed, cancellationToken) =>
        HostApplication.RunAsync(
            new LiveIpOptions
            {
                DataDirectory = parsed.GetValue(data)!.FullName,
                KeyDirectory = parsed.GetValue(keys)?.FullName,
                PluginDirectories = [.. HostApplication.StagedPlugins(), .. (parsed.GetValue(plugins) ?? []).Select(d => d.FullName)],
                BindAddress = parsed.GetValue(bind)!,
                GrpcPort = parsed.GetValue(grpcPort),
                WebPort = parsed.GetValue(webPort),
                RedirectBase = parsed.GetValue(redirectBase),
                RedirectPort = parsed.GetValue(redirectPort),
                RedirectBind = parsed.GetValue(redirectBind)!,
                FfProbe = parsed.GetValue(ffProbe)!,
                TlsCertificate = parsed.GetValue(certificate)?.FullName,
                TlsKey = parsed.GetValue(key)?.FullName,
                LogFormat = parsed.GetValue(logFormat),
                LogLevel = parsed.GetValue(logLevel),
            },
            cancellationToken
        )
);

var seconds = new Option<double>("--seconds") { Description = "Length of the show in show time", DefaultValueFactory = _ => 60 };
var speed = new Option<double>("--speed") { Description = "Show seconds per second", DefaultValueFactory = _ => 1 };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same show", DefaultValueFactory = _ => 1 };
var faults = new Option<bool>("--faults")
{
    Description = "Lose each answer once while going live, then drop, stall, duplicate, reorder, refuse and end feeds while the show runs",
};
var replay = new Option<FileInfo>("--replay") { Description = "Play a recorded chat (unix_time<TAB>user<TAB>message) within --seconds" };
var history = new Option<int>("--history")
{
    Description = "Past shows, one a day, that are played first (about 5 s each); 0 plays none",
    DefaultValueFactory = _ => new DemoOptions().PastShows,
};
var json = new Option<FileInfo?>("--json") { Description = "Write the results as JSON" };
var keep = new Option<bool>("--keep") { Description = "Keep the data directory" };
replay.AcceptExistingOnly();
seconds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (> 0 and <= 86_400))
    {
        result.AddError("--seconds: more than 0, at most 86400.");
    }
});
speed.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (> 0 and <= 1000))
    {
        result.AddError("--speed: more than 0, at most 1000.");
    }
});
history.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is not (>= 0 and <= HistoryPlan.MostShows))
    {
        result.AddError($"--history: 0 to {HistoryPlan.MostShows}.");
    }
});
var demo = new Command(
    "demo",
    """
    Goes live on three emulated platforms through the real plugins over real sockets, and sets the log beside what truly happened.
    Before it, past shows with labels (topic, slot, format), so that there is something to compare it with.
    在三个仿真平台上同时开播、跑完一场直播，并把记录与真实情况逐条对照；之前先重放若干场带标签（主题、时段、形式）的往期直播，以便比较。

    Examples:
      demo
      demo --history 0 --seconds 20 --speed 2
      demo --faults --json result.json
      demo --replay chat.tsv
    """
)
{
    seconds,
    speed,
    seed,
    faults,
    replay,
    history,
    json,
    keep,
};
demo.SetAction(
    (parsed, cancellationToken) =>
        new DemoCommand(
            new DemoOptions
            {
                Seconds = parsed.GetValue(seconds),
                Speed = parsed.GetValue(speed),
                Seed = parsed.GetValue(seed),
                Faults = parsed.GetValue(faults),
                Replay = parsed.GetValue(replay),
                PastShows = parsed.GetValue(history),
                Json = parsed.GetValue(json),
                Keep = parsed.GetValue(keep),
            },
            AnsiConsole.Console,
            TimeProvider.System
        ).RunAsync(cancellationToken)
);
root.Subcommands.Add(demo);
root.Subcommands.Add(RestoreCommand.Create());
root.Subcommands.Add(HealthCommand.Create());

using var signals = new EndSignals();
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, signals.Asked);

using System.CommandLine;
using LiveIp.Emulators;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;

var defaults = new EmulatorOptions();
var youtube = Port("--youtube-port", "YouTube REST and token endpoint", defaults.YouTubePort);
var youtubeGrpc = Port("--youtube-grpc-port", "YouTube StreamList (gRPC, HTTP/2 without TLS)", defaults.YouTubeGrpcPort);
var twitch = Port("--twitch-port", "Twitch id, Helix and EventSub", defaults.TwitchPort);
var bilibili = Port("--bilibili-port", "Bilibili open-live calls and socket", defaults.BilibiliPort);
var control = Port("--control-port", "truth, show and faults", defaults.ControlPort);
var ingest = Port("--ingest-port", "where encoders are told to send to", defaults.IngestPort);
var printConfig = new Option<bool>("--print-config")
{
    Description = "Print addresses and every accepted credential as one line of JSON, then serve",
};
var hold = new Option<bool>("--hold") { Description = "Wait for POST /show/start instead of starting an endless show at once" };
var endWithInput = new Option<bool>("--end-with-input") { Description = "End when standard input ends" };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same show", DefaultValueFactory = _ => 1 };
var seconds = new Option<double>("--seconds") { Description = "Length of one act of the show", DefaultValueFactory = _ => 60 };
var speed = new Option<double>("--speed") { Description = "Show seconds per second", DefaultValueFactory = _ => 1 };
var replay = new Option<FileInfo?>("--replay")
{
    Description = "Play a recorded chat (unix_time<TAB>user<TAB>message) instead of the script",
};
var streamLifetime = new Option<double?>("--youtube-stream-lifetime") { Description = "YouTube ends every stream after so many seconds" };
var platform = new Option<string?>("--platform") { Description = "Be this one alone: youtube, twitch or bilibili" };
platform.AcceptOnlyFromAmong([.. EmulatorProcess.Platforms]);
var state = new Option<DirectoryInfo?>("--state")
{
    Description = "Keep here what a platform still knows after kill -9: tokens, sessions, the truth, and the running show, which goes on",
};
var twitchKeepalive = new Option<double?>("--twitch-keepalive") { Description = "Seconds between Twitch's keepalives, whatever is asked" };
var bilibiliCoolDown = new Option<double>("--bilibili-cool-down")
{
    Description = "Seconds between two starts of a Bilibili session",
    DefaultValueFactory = _ => defaults.BilibiliCoolDown,
};
var quota = new Option<int>("--youtube-quota")
{
    Description = "YouTube quota units per day",
    DefaultValueFactory = _ => defaults.YouTubeQuota,
};
var insertUnits = new Option<int>("--youtube-insert-units")
{
    Description = "YouTube quota units that writing a chat message costs",
    DefaultValueFactory = _ => defaults.YouTubeInsertUnits,
};
var rateLimit = new Option<int>("--twitch-rate-limit")
{
    Description = "Helix points per minute",
    DefaultValueFactory = _ => defaults.TwitchRateLimit,
};
var clockOffset = new Option<double>("--clock-offset")
{
    Description = "Seconds that the platforms' clock is ahead (negative: behind); POST /clock sets it later",
};
clockOffset.Validators.Add(result =>
{
    if (new ClockSetting(result.GetValueOrDefault<double>()).Problem is { } problem)
    {
        result.AddError($"--clock-offset: {problem}");
    }
});
var withoutKey = new Option<bool>("--youtube-without-key") { Description = "YouTube's channel was never live: it has no stream key" };
var notEnabled = new Option<bool>("--youtube-not-enabled") { Description = "YouTube does not let the account go live" };
var offAir = new Option<bool>("--off-air") { Description = "Nothing is live before a show begins, on YouTube neither" };

var command = new RootCommand(
    """
    Wire-faithful stand-ins of YouTube, Twitch and Bilibili with a show running on them. All on loopback.
    三个平台的本地仿真服务，用于演示、测试和插件开发。

    Example:
      dotnet run --project emulators/LiveIp.Emulators -- --print-config
      curl http://127.0.0.1:18080/truth
      curl -X POST http://127.0.0.1:18080/faults -H 'content-type: application/json' -d '{"platform":"twitch","kind":"drop"}'
    """
)
{
    youtube,
    youtubeGrpc,
    twitch,
    bilibili,
    control,
    ingest,
    printConfig,
    hold,
    endWithInput,
    seed,
    seconds,
    speed,
    replay,
    streamLifetime,
    quota,
    insertUnits,
    platform,
    state,
    twitchKeepalive,
    bilibiliCoolDown,
    rateLimit,
    clockOffset,
    withoutKey,
    notEnabled,
    offAir,
};
command.SetAction(
    (parsed, cancellationToken) =>
        EmulatorProcess.RunAsync(
            new EmulatorOptions
            {
                YouTubePort = parsed.GetValue(youtube),
                YouTubeGrpcPort = parsed.GetValue(youtubeGrpc),
                TwitchPort = parsed.GetValue(twitch),
                BilibiliPort = parsed.GetValue(bilibili),
                ControlPort = parsed.GetValue(control),
                IngestPort = parsed.GetValue(ingest),
                PrintConfig = parsed.GetValue(printConfig),
                Hold = parsed.GetValue(hold),
                EndWithInput = parsed.GetValue(endWithInput),
                YouTubeStreamLifetime = parsed.GetValue(streamLifetime),
                YouTubeQuota = parsed.GetValue(quota),
                YouTubeInsertUnits = parsed.GetValue(insertUnits),
                Platform = parsed.GetValue(platform),
                State = parsed.GetValue(state)?.FullName,
                TwitchKeepalive = parsed.GetValue(twitchKeepalive),
                BilibiliCoolDown = parsed.GetValue(bilibiliCoolDown),
                TwitchRateLimit = parsed.GetValue(rateLimit),
                ClockOffset = parsed.GetValue(clockOffset),
                YouTubeWithoutKey = parsed.GetValue(withoutKey),
                YouTubeNotEnabled = parsed.GetValue(notEnabled),
                OffAir = parsed.GetValue(offAir),
                Plan = new ShowPlan(
                    parsed.GetValue(seed),
                    parsed.GetValue(seconds),
                    parsed.GetValue(speed),
                    parsed.GetValue(replay)?.FullName,
                    Endless: parsed.GetValue(replay) is null
                ),
            },
            cancellationToken
        )
);
return await command.Parse(args).InvokeAsync();

static Option<int> Port(string name, string what, int port) =>
    new(name) { Description = $"Port of {what}; 0 picks a free one", DefaultValueFactory = _ => port };

using System.Text.RegularExpressions;
using LiveIp.EndToEnd.Tests.SignIn;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.Samples.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Samples.Tests;

/// <summary>The samples that act, each from the first sign-in to the end of a show, as their reader types it.</summary>
public sealed partial class ShowSampleTests
{
    private const string Title = "星夜 Starry night";
    private const string Line = "Hello 大家好";

    private static readonly string[] Platforms = ["youtube", "twitch", "bilibili"];

    [Fact]
    public async Task Python_signs_in_goes_live_speaks_and_ends()
    {
        var deadline = Deadline.In(150);
        var python = await Tools.PythonAsync(deadline);
        var file = Path.Combine(Tools.Sample("python"), "show.py");

        await CheckAsync(
            python,
            platform => platform == "bilibili" ? [file, "connect", platform, "--secret", "identity_code"] : [file, "connect", platform],
            static code => code,
            [file, "run", Title, "--category", "music", "--say", Line, "--poll", "Tea or coffee?", "Tea", "Coffee", "--seconds", "15"],
            deadline
        );
    }

    [Fact]
    public async Task Shell_signs_in_goes_live_speaks_and_ends()
    {
        var deadline = Deadline.In(150);
        var bash = await Tools.BashAsync(deadline);
        var file = Path.Combine(Tools.Sample("shell"), "show.sh");

        await CheckAsync(
            bash,
            platform => platform == "bilibili" ? [file, "connect", platform, "-"] : [file, "connect", platform],
            static code => $"identity_code={code}",
            [file, "run", Title, Line, "Tea or coffee?", "Tea", "Coffee"],
            deadline
        );
    }

    private static async Task CheckAsync(
        string program,
        Func<string, string[]> connect,
        Func<string, string> typed,
        string[] run,
        CancellationToken deadline
    )
    {
        using var data = new TempDirectory();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air", "--bilibili-cool-down=1"], deadline);
        await using var host = await HostProcess.StartAsync(data.Path, deadline);
        using var grpc = host.Connect();
        using var desk = new SignInDesk(emulators, grpc);
        foreach (var platform in Platforms)
        {
            await desk.SetUpAsync(platform, deadline, platform == "youtube" ? [("broadcastPollInterval", "1")] : []);
            await SignInAsync(platform);
        }

        using var show = new SampleProcess(host, program, run);
        await show.UntilAsync(() => Count(show.Said, "waiting for encoder") == Platforms.Length, deadline);
        foreach (var platform in Platforms)
        {
            await emulators.EncodeAsync(platform, sending: true, deadline);
        }

        await show.UntilAsync(() => Count(show.Said, "  sent") == 2, deadline);
        await PollsAsync();
        await show.UntilAsync(() => show.Said.Contains("press Enter", StringComparison.Ordinal), deadline);
        // YouTube's votes are told, and not put together with others without its agreement.
        Assert.Contains("poll  Tea: 3, Coffee: 1", show.Said, StringComparison.Ordinal);
        Assert.Contains("youtube  closed  Tea: 5, Coffee: 0", show.Said, StringComparison.Ordinal);
        Assert.Contains("not counted: youtube", show.Said, StringComparison.Ordinal);
        Assert.Equal(3, Live().Count(show.Said));
        Assert.Equal(2, Sent().Count(show.Said));
        Assert.Equal(1, Unsupported().Count(show.Said));
        await show.TypeAsync(last: true, "");
        foreach (var platform in new[] { "twitch", "bilibili" })
        {
            await emulators.EncodeAsync(platform, sending: false, deadline);
        }

        Assert.True(await show.EndAsync(deadline) == 0, show.Said);
        Assert.EndsWith("ended", show.Said.TrimEnd(), StringComparison.Ordinal);

        // Viewers vote as soon as there is something to vote in.
        async Task PollsAsync()
        {
            var polls = new PollService.PollServiceClient(grpc);
            while (
                await polls.ListPollsAsync(new(), cancellationToken: deadline) is not { Polls: [var only] }
                || only.Parts.Any(static p => p.State == PollPart.Types.State.Starting)
            )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), deadline);
            }

            await emulators.VoteAsync("youtube", 1, 5, deadline);
            await emulators.VoteAsync("twitch", 1, 2, deadline);
            await emulators.SayAsync("bilibili", 1, "1", deadline);
            await emulators.SayAsync("bilibili", 2, "投2", deadline);
        }

        async Task SignInAsync(string platform)
        {
            if (platform != "bilibili")
            {
                await desk.MindAsync(new { platform, answer = "allow" }, deadline);
            }

            using var sample = new SampleProcess(host, program, connect(platform));
            if (platform == "bilibili")
            {
                await sample.TypeAsync(last: true, typed((string)emulators.Config["bilibili"]!["channel"]!["secrets"]!["identity_code"]!));
            }
            else if (platform == "youtube")
            {
                await sample.UntilAsync(() => Address().IsMatch(sample.Said), deadline);
                using var browser = new HttpClient();
                await browser.GetStringAsync(new Uri(Address().Match(sample.Said).Value), deadline);
            }

            Assert.True(await sample.EndAsync(deadline) == 0, sample.Said);
            await desk.UntilAsync(Channel().Match(sample.Said).Groups[1].Value, static c => c.State == ConnectionState.Online, deadline);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"^signed in as .+: (channels/\S+)", RegexOptions.Multiline)]
    private static partial Regex Channel();

    [GeneratedRegex(@"^channels/\S+  \w+  live\s*$", RegexOptions.Multiline)]
    private static partial Regex Live();

    [GeneratedRegex(@"^channels/\S+  sent\b", RegexOptions.Multiline)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^channels/\S+  unsupported\b", RegexOptions.Multiline)]
    private static partial Regex Unsupported();
}

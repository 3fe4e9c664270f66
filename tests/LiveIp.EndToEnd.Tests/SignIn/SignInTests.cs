using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;
using Outcome = LiveIp.V1.PreflightFinding.Types.Outcome;

namespace LiveIp.EndToEnd.Tests.SignIn;

/// <summary>Signing in at the emulated platforms with the real host in its own process.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private EmulatorChild _emulators = null!;

    public async ValueTask InitializeAsync() => _emulators = await EmulatorChild.StartAsync(["--bilibili-cool-down=1"], Deadline.In(60));

    public async ValueTask DisposeAsync()
    {
        await _emulators.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task A_person_signs_in_on_all_three_platforms_and_no_secret_is_left_readable()
    {
        var deadline = Deadline.In(120);
        string said;
        IReadOnlyList<string> given;
        await using (var host = await HostProcess.StartAsync(_data.Path, deadline, arguments: ["--log-level", "Debug"]))
        {
            using var grpc = host.Connect();
            using var desk = new SignInDesk(_emulators, grpc);
            foreach (var platform in new[] { "youtube", "twitch", "bilibili" })
            {
                await desk.SetUpAsync(platform, deadline);
            }

            await desk.MindAsync(new { platform = "youtube", answer = "allow" }, deadline);
            await desk.MindAsync(new { platform = "twitch", answer = "allow" }, deadline);
            var youtube = (await desk.SignInAsync(new BeginSignInRequest { Platform = "youtube" }, deadline)).Done;
            var twitch = (await desk.SignInAsync(new BeginSignInRequest { Platform = "twitch" }, deadline)).Done;
            var bilibili = (await desk.SignInAsync(Bilibili(), deadline)).Done;

            Assert.All(new[] { youtube, twitch, bilibili }, static d => Assert.True(d.Created));
            Assert.Equal("小星 Star", youtube.Account.AccountName);
            Assert.Equal(["https://www.googleapis.com/auth/youtube"], youtube.Account.Scopes);
            Assert.Equal("liveip_demo", twitch.Account.AccountName);
            Assert.Contains("user:read:chat", twitch.Account.Scopes);
            Assert.Equal("小星 Star", bilibili.Account.AccountName);
            foreach (var done in new[] { youtube, twitch, bilibili })
            {
                await desk.UntilAsync(done.Account.Channel, static c => c.State == ConnectionState.Online, deadline);
            }

            await desk.MindAsync(
                new
                {
                    platform = "twitch",
                    answer = "allow",
                    account = "bot",
                },
                deadline
            );
            var bot = await desk.SignInAsync(new BeginSignInRequest { Channel = twitch.Account.Channel, Role = AccountRole.Bot }, deadline);
            Assert.Equal("liveip_bot", bot.Done.Account.AccountName);

            // Renewing Bilibili's code while its session runs: the connection makes room and comes back.
            var renewal = Bilibili();
            renewal.Channel = bilibili.Account.Channel;
            Assert.False((await desk.SignInAsync(renewal, deadline)).Done.Created);
            await desk.UntilAsync(bilibili.Account.Channel, static c => c.State == ConnectionState.Online, deadline);

            var accounts = (await desk.SignIns.ListSignInsAsync(new(), cancellationToken: deadline)).Accounts;
            Assert.Equal(4, accounts.Count);
            Assert.All(accounts, static a => Assert.Equal(Account.Types.State.SignedIn, a.State));

            var reports = await desk.PreflightAsync(deadline);
            Assert.Equal(3, reports.Count);
            Assert.All(reports, static r => Assert.True(r.Ready, r.ToString()));
            Assert.Equal(
                [("bilibili", Outcome.NotKnown), ("twitch", Outcome.NotKnown), ("youtube", Outcome.Ok)],
                Found(reports, PreflightFinding.Types.Check.LiveStreaming)
            );
            Assert.Equal(
                [("bilibili", Outcome.NotKnown), ("twitch", Outcome.Ok), ("youtube", Outcome.Ok)],
                Found(reports, PreflightFinding.Types.Check.Ingest)
            );
            var ingest = (await _emulators.GetChannelsAsync(deadline))["ingest"]!;
            Assert.Equal((3, 0), ((int)ingest["connections"]!, (int)ingest["bytes"]!));

            var removed = await desk.SignIns.RemoveSignInAsync(new() { Name = youtube.Account.Name }, cancellationToken: deadline);
            Assert.True(removed.Revoked, removed.Detail);
            await desk.UntilAsync(youtube.Account.Channel, static c => c.State == ConnectionState.NeedsSignIn, deadline);
            await host.KillAsync();
            (said, given) = (host.Said, await desk.SecretsAsync(deadline));
        }

        // YouTube: code and two tokens; Twitch, twice: device code and two tokens.
        Assert.True(given.Count >= 9, $"only {given.Count} were given out");
        string[] secrets = [.. given, "GOCSPX-emulated-client-secret", "emulator-access-secret-0123456789", "EMULATOR0CODE"];
        Assert.DoesNotContain(secrets, s => said.Contains(s, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories))
        {
            var content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, deadline));
            Assert.DoesNotContain(secrets, s => content.Contains(s, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_no_and_a_withheld_right_are_told_with_their_class_and_leave_nothing()
    {
        var deadline = Deadline.In(90);
        await using var host = await HostProcess.StartAsync(_data.Path, deadline);
        using var grpc = host.Connect();
        using var desk = new SignInDesk(_emulators, grpc);
        await desk.SetUpAsync("youtube", deadline);
        await desk.SetUpAsync("bilibili", deadline);
        await desk.MindAsync(new { platform = "youtube", answer = "deny" }, deadline);

        var denied = (await desk.SignInAsync(new BeginSignInRequest { Platform = "youtube" }, deadline)).Failed;

        Assert.Equal((SignInFailure.MissingScope, "access_denied"), (denied.Failure, denied.Reason));
        await desk.MindAsync(
            new
            {
                platform = "youtube",
                answer = "allow",
                withheld = new[] { "https://www.googleapis.com/auth/youtube" },
            },
            deadline
        );
        var withheld = (await desk.SignInAsync(new BeginSignInRequest { Platform = "youtube" }, deadline)).Failed;
        Assert.Equal(SignInFailure.MissingScope, withheld.Failure);

        await desk.SetUpAsync("youtube", deadline, ("clientSecret", "wrong"));
        await desk.MindAsync(new { platform = "youtube", answer = "allow" }, deadline);
        var misconfigured = (await desk.SignInAsync(new BeginSignInRequest { Platform = "youtube" }, deadline)).Failed;
        Assert.Equal(SignInFailure.AppMisconfigured, misconfigured.Failure);

        var wrongCode = Bilibili();
        wrongCode.Secrets["identity_code"] = "NOT0THE0CODE";
        var refused = (await desk.SignInAsync(wrongCode, deadline)).Failed;
        Assert.Equal((SignInFailure.Revoked, "7007"), (refused.Failure, refused.Reason));
        Assert.DoesNotContain("NOT0THE0CODE", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty((await desk.SignIns.ListSignInsAsync(new(), cancellationToken: deadline)).Accounts);
    }

    [Fact]
    public async Task A_host_killed_while_twitch_answers_a_refresh_says_why_it_needs_a_person_and_goes_on_after_a_sign_in()
    {
        var deadline = Deadline.In(120);
        string channel;
        int requests;
        await using (var host = await HostProcess.StartAsync(_data.Path, deadline))
        {
            using var grpc = host.Connect();
            using var desk = new SignInDesk(_emulators, grpc);
            await desk.SetUpAsync("twitch", deadline, ("streamPollInterval", "1"));
            await desk.MindAsync(new { platform = "twitch", answer = "allow" }, deadline);
            channel = (await desk.SignInAsync(new BeginSignInRequest { Platform = "twitch" }, deadline)).Done.Account.Channel;
            await desk.UntilAsync(channel, static c => c.State == ConnectionState.Online, deadline);
            requests = await desk.TokenRequestsAsync("twitch", deadline);

            // The refresh token is used up, and the answer with its successor is on its way when the host dies.
            await _emulators.OrderFaultAsync(
                new
                {
                    platform = "twitch",
                    kind = "loseTokenAnswer",
                    seconds = 60,
                },
                deadline
            );
            await _emulators.OrderFaultAsync(new { platform = "twitch", kind = "unauthorized" }, deadline);
            while (await desk.IsWaitingAsync("loseTokenAnswer", deadline))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), deadline);
            }

            await host.KillAsync();
        }

        await using var again = await HostProcess.StartAsync(_data.Path, deadline);
        using var grpcAgain = again.Connect();
        using var deskAgain = new SignInDesk(_emulators, grpcAgain);
        var connection = await deskAgain.UntilAsync(channel, static c => c.State == ConnectionState.NeedsSignIn, deadline);
        Assert.Equal(SignInFailure.Revoked, connection.SignInFailure);
        Assert.Contains("An earlier answer was lost", connection.Detail, StringComparison.Ordinal);
        Assert.Null(connection.NextAttemptAt);
        // One that the kill cut off, and one that found its token used up.
        Assert.Equal(requests + 2, await deskAgain.TokenRequestsAsync("twitch", deadline));

        var renewed = (await deskAgain.SignInAsync(new BeginSignInRequest { Channel = channel }, deadline)).Done;
        Assert.Equal((channel, false), (renewed.Account.Channel, renewed.Created));
        await deskAgain.UntilAsync(channel, static c => c.State == ConnectionState.Online, deadline);
    }

    [Fact]
    public async Task A_lost_answer_to_a_twitch_refresh_stops_the_channel_with_the_reason_and_nothing_loops()
    {
        var deadline = Deadline.In(120);
        await using var host = await HostProcess.StartAsync(_data.Path, deadline);
        using var grpc = host.Connect();
        using var desk = new SignInDesk(_emulators, grpc);
        await desk.SetUpAsync("twitch", deadline, ("streamPollInterval", "1"));
        await desk.MindAsync(new { platform = "twitch", answer = "allow" }, deadline);
        var channel = (await desk.SignInAsync(new BeginSignInRequest { Platform = "twitch" }, deadline)).Done.Account.Channel;
        await desk.UntilAsync(channel, static c => c.State == ConnectionState.Online, deadline);
        var requests = await desk.TokenRequestsAsync("twitch", deadline);

        await _emulators.OrderFaultAsync(new { platform = "twitch", kind = "loseTokenAnswer" }, deadline);
        await _emulators.OrderFaultAsync(new { platform = "twitch", kind = "unauthorized" }, deadline);

        var connection = await desk.UntilAsync(channel, static c => c.State == ConnectionState.NeedsSignIn, deadline);
        Assert.Contains("An earlier answer was lost", connection.Detail, StringComparison.Ordinal);
        Assert.Null(connection.NextAttemptAt);
        // One whose answer was lost, and one that found its token used up.
        Assert.Equal(requests + 2, await desk.TokenRequestsAsync("twitch", deadline));
        var listed = Assert.Single((await desk.SignIns.ListSignInsAsync(new(), cancellationToken: deadline)).Accounts);
        Assert.Equal((Account.Types.State.NeedsSignIn, SignInFailure.Revoked), (listed.State, listed.Failure));
    }

    [Fact]
    public async Task An_account_that_youtube_does_not_let_go_live_is_told_before_the_show()
    {
        var deadline = Deadline.In(90);
        await using var emulators = await EmulatorChild.StartAsync(["--youtube-not-enabled", "--off-air"], deadline);
        await using var host = await HostProcess.StartAsync(_data.Path, deadline);
        using var grpc = host.Connect();
        using var desk = new SignInDesk(emulators, grpc);
        await desk.SetUpAsync("youtube", deadline);
        await desk.MindAsync(new { platform = "youtube", answer = "allow" }, deadline);
        await desk.SignInAsync(new BeginSignInRequest { Platform = "youtube" }, deadline);

        var report = Assert.Single(await desk.PreflightAsync(deadline));

        Assert.False(report.Ready);
        var finding = Assert.Single(report.Findings, static f => f.Check == PreflightFinding.Types.Check.LiveStreaming);
        Assert.Equal(Outcome.Failed, finding.Outcome);
        Assert.Contains("https://www.youtube.com/features", finding.Detail, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, Outcome)> Found(IEnumerable<PreflightReport> reports, PreflightFinding.Types.Check check) =>
        reports
            .OrderBy(static r => r.Platform, StringComparer.Ordinal)
            .Select(r => (r.Platform, Assert.Single(r.Findings, f => f.Check == check).Outcome));

    private BeginSignInRequest Bilibili()
    {
        var request = new BeginSignInRequest { Platform = "bilibili" };
        request.Secrets["identity_code"] = (string)_emulators.Config["bilibili"]!["channel"]!["secrets"]!["identity_code"]!;
        return request;
    }
}

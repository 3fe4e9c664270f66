using LiveIp.Cli.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Cli.Tests;

public sealed class SignInTests
{
    private const string Address = "https://id.example/authorize?client_id=a&state=s&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2F";

    private static WatchSignInResponse Open => new() { OpenAddress = new() { Address = Address } };

    private static WatchSignInResponse Enter =>
        new()
        {
            EnterCode = new() { Address = "https://id.example/activate", Code = "WXYZ" },
        };

    private static WatchSignInResponse ForPerson => new() { Waiting = new() { Subject = SignInWaiting.Types.Subject.Person } };

    private static Account Anna =>
        new()
        {
            Name = "channels/one/accounts/broadcaster",
            Channel = "channels/one",
            Platform = "twitch",
            Role = AccountRole.Broadcaster,
            AccountName = "anna",
            State = Account.Types.State.SignedIn,
            Scopes = { "user:read:chat" },
        };

    [Fact]
    public async Task The_address_stands_alone_on_its_line_and_the_end_is_told()
    {
        await using var host = await SignInHost.StartAsync();
        host.Tell(
            Open,
            ForPerson,
            new WatchSignInResponse
            {
                Done = new() { Account = Anna, Created = true },
            }
        );

        var run = await host.RunAsync("connect", "twitch", "--no-browser");

        Assert.Equal(0, run.Code);
        Assert.Equal(Address, run.Output.Trim());
        Assert.Contains("Waiting for your answer", run.Errors, StringComparison.Ordinal);
        Assert.Contains("anna", run.Screen, StringComparison.Ordinal);
        Assert.Contains("channels/one", run.Screen, StringComparison.Ordinal);
        Assert.Equal(("twitch", "", AccountRole.Broadcaster), (host.Begun!.Platform, host.Begun.Channel, host.Begun.Role));
        Assert.NotEmpty(host.Begun.RequestId);
    }

    [Fact]
    public async Task A_code_is_shown_in_the_persons_language_and_a_bot_is_asked_for_as_such()
    {
        await using var host = await SignInHost.StartAsync();
        host.Tell(Enter, new WatchSignInResponse { Done = new() { Account = new(Anna) { Role = AccountRole.Bot } } });

        var run = await host.RunAsync(
            "connect",
            "twitch",
            "--no-browser",
            "--channel",
            "one",
            "--bot",
            "--device",
            "--port",
            "4711",
            "--language",
            "zh"
        );

        Assert.Equal(0, run.Code);
        Assert.Contains("WXYZ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("请在任意设备上打开此地址", run.Errors, StringComparison.Ordinal);
        Assert.Contains("发言", run.Screen, StringComparison.Ordinal);
        Assert.Equal(
            ("channels/one", AccountRole.Bot, SignInFlow.DeviceCode, 4711),
            (host.Begun!.Channel, host.Begun.Role, host.Begun.Flow, host.Begun.LoopbackPort)
        );
    }

    [Theory]
    [InlineData(SignInFailure.MissingScope, "Sign in again")]
    [InlineData(SignInFailure.Revoked, "Sign in again")]
    [InlineData(SignInFailure.AppMisconfigured, "plugins settings")]
    [InlineData(SignInFailure.Transient, "Try again in a moment")]
    public async Task A_failure_is_1_and_says_what_to_do(SignInFailure failure, string advice)
    {
        await using var host = await SignInHost.StartAsync();
        host.Tell(
            new WatchSignInResponse
            {
                Failed = new() { Failure = failure, Detail = "Because." },
            }
        );

        var run = await host.RunAsync("connect", "twitch", "--no-browser");

        Assert.Equal(1, run.Code);
        Assert.Contains("Because.", run.Errors, StringComparison.Ordinal);
        Assert.Contains(advice, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_away_cancels_the_sign_in()
    {
        await using var host = await SignInHost.StartAsync();
        host.Tell(Open, ForPerson);
        using var run = host.Start("connect", "twitch", "--no-browser");
        await run.ErrorsHaveAsync("Waiting for your answer");

        Assert.Equal(130, await run.CtrlCAsync());

        await host.Cancelled.WaitAsync(Deadline.Token());
    }

    [Fact]
    public async Task Accounts_are_listed_with_why_they_need_a_person()
    {
        await using var host = await SignInHost.StartAsync();
        host.Accounts.Accounts.Add(Anna);
        host.Accounts.Accounts.Add(
            new Account(Anna)
            {
                Role = AccountRole.Bot,
                State = Account.Types.State.NeedsSignIn,
                Failure = SignInFailure.MissingScope,
                Detail = "bits:read is missing",
            }
        );

        var table = await host.RunAsync("accounts");
        var json = await host.RunAsync("accounts", "--json");
        var removed = await host.RunAsync("accounts", "remove", "one", "--bot");

        Assert.Equal((0, 0, 0), (table.Code, json.Code, removed.Code));
        Assert.Contains("needs sign-in: missing scope", table.Screen, StringComparison.Ordinal);
        Assert.Contains("bits:read is missing", table.Screen, StringComparison.Ordinal);
        Assert.Contains("\"SIGN_IN_FAILURE_MISSING_SCOPE\"", json.Output, StringComparison.Ordinal);
        Assert.Equal("channels/one/accounts/bot", host.Removed);
        Assert.Contains("Taken back", removed.Screen, StringComparison.Ordinal);
    }
}

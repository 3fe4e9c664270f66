using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Samples.Tests.Support;

namespace LiveIp.Samples.Tests;

/// <summary>How samples/shell/show.sh calls: over lost answers, and with nothing secret on a command line.</summary>
public sealed class ShellCallTests : IAsyncLifetime
{
    private const string Begin = "/v1/signInSessions";
    private const string Begun = """{"session":"signInSessions/one"}""";
    private const string Done = """{"done":{"account":{"accountName":"Ann","channel":"channels/one"}}}""";

    private const string Token = "t0k3n";

    private static readonly string Script = Path.Combine(Tools.Sample("shell"), "show.sh");

    private FakeApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await FakeApi.StartAsync(Deadline.In(20));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_lost_answer_and_a_host_that_is_not_ready_are_asked_again_in_the_same_words()
    {
        _api.Then(Begin, 0)
            .Then(Begin, 503, """{"code":14,"message":"not ready"}""")
            .Then(Begin, 200, Begun)
            .Then("/v1/signInSessions/one:watch", 200, Done + "\n");

        using var sample = await RunAsync("connect", "twitch");

        Assert.True(await sample.EndAsync(Deadline.In(30)) == 0, sample.Said);
        Assert.Contains("signed in as Ann: channels/one", sample.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("not ready", sample.Said, StringComparison.Ordinal);
        var asked = _api.Asked(Begin);
        Assert.Equal(3, asked.Count);
        Assert.Equal("application/json", asked[0].ContentType);
        Assert.Contains("requestId", asked[0].Body, StringComparison.Ordinal);
        Assert.Single(asked.Distinct());
    }

    [Fact]
    public async Task A_refusal_is_said_and_not_asked_again()
    {
        _api.Then(Begin, 400, """{"code":3,"message":"platform: is none"}""").Then(Begin, 200, Begun);

        using var sample = await RunAsync("connect", "nowhere");

        Assert.NotEqual(0, await sample.EndAsync(Deadline.In(30)));
        Assert.Contains("platform: is none", sample.Said, StringComparison.Ordinal);
        Assert.Single(_api.Asked(Begin));
    }

    [Fact]
    public async Task Secrets_are_on_no_command_line()
    {
        using var folder = new TempDirectory();
        var log = folder.File("arguments");
        foreach (var tool in (string[])["curl", "jq"])
        {
            var shim = folder.File(tool);
            await File.WriteAllTextAsync(
                shim,
                $"#!/bin/bash\nprintf '%s\\n' \"$@\" >>'{log}'\nPATH=${{PATH#*:}} exec {tool} \"$@\"\n",
                Deadline.In(10)
            );
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        _api.Then(Begin, 200, Begun).Then("/v1/signInSessions/one:watch", 200, Done + "\n");

        var path = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var sample = await RunAsync(["connect", "bilibili", "-"], ("PATH", path));
        await sample.TypeAsync(last: true, "identity_code=s3cr3t");

        Assert.True(await sample.EndAsync(Deadline.In(30)) == 0, sample.Said);
        var body = Assert.Single(_api.Asked(Begin)).Body;
        Assert.Contains("\"secrets\":{\"identity_code\":\"s3cr3t\"}", body, StringComparison.Ordinal);
        var arguments = await File.ReadAllTextAsync(log, Deadline.In(10));
        Assert.Contains("--data-binary", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, arguments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poll_that_is_not_over_when_its_stream_ends_is_no_result()
    {
        _api.Then("/v1/preflight:run", 200)
            .Then("/v1/broadcasts", 200, """{"broadcast":{"name":"broadcasts/1"}}""")
            .Then("/v1/broadcasts/1:goLive", 200, "{}")
            .Then(
                "/v1/broadcasts/1:watch",
                200,
                """{"broadcast":{"name":"broadcasts/1","channels":[{"channel":"channels/one","platform":"twitch","state":"STATE_LIVE"}]}}"""
                    + "\n"
            )
            .Then("/v1/polls", 200, """{"poll":{"name":"polls/1"}}""")
            .Then("/v1/polls/1:watch", 200, """{"poll":{"name":"polls/1","state":"STATE_OPEN","parts":[]}}""" + "\n");

        using var sample = await RunAsync("run", "Title", "", "Tea?", "Yes", "No");

        Assert.Equal(1, await sample.EndAsync(Deadline.In(30)));
        Assert.Contains("no longer tells of the poll", sample.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("press Enter", sample.Said, StringComparison.Ordinal);
    }

    private Task<SampleProcess> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    private async Task<SampleProcess> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var bash = await Tools.BashAsync(Deadline.In(20));
        return new SampleProcess(_api.Address, _api.Address, Token, bash, [Script, .. arguments], environment);
    }
}

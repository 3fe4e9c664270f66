using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class ImportTests
{
    private const string Tsv = "unix_time\tuser\tmessage\n1600000000\tann\tone\nnonsense\n1600000001\tbob\ttwo\n";

    [Fact]
    public async Task Files_in_a_row_are_imported_and_what_is_bad_is_named()
    {
        await using var host = await RunningHost.StartAsync();
        var (good, other) = (await FileAsync(host, "good.tsv", Tsv), await FileAsync(host, "other.bin", "no recording"));

        var run = await host.RunAsync("import", good, other, good, "--platform", "twitch", "--channel-id", "7", "--name", "foo");

        Assert.Equal(1, run.Code);
        Assert.Contains("2 new, 0 there already, 1 bad", run.Screen, StringComparison.Ordinal);
        Assert.Contains("0 new, 2 there already, 1 bad", run.Screen, StringComparison.Ordinal);
        Assert.Contains("good.tsv: line 3 (byte 42) left out: not unix_time<TAB>user<TAB>message", run.Errors, StringComparison.Ordinal);
        Assert.Contains("other.bin: The file is in no format that is known.", run.Errors, StringComparison.Ordinal);
        var metrics = await host.RunAsync("metrics", "--metric", "chat.messages", "--json");
        Assert.Equal(2, JsonNode.Parse(metrics.Output)!["values"]![0]!["number"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_dry_run_as_json_is_the_reports_and_writes_nothing()
    {
        await using var host = await RunningHost.StartAsync();
        var file = await FileAsync(host, "good.tsv", Tsv);

        var run = await host.RunAsync(
            "import",
            file,
            "--dry-run",
            "--json",
            "--format",
            "tsv",
            "--platform",
            "twitch",
            "--channel-id",
            "7"
        );

        Assert.Equal(0, run.Code);
        var reports = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => JsonNode.Parse(l)!).ToArray();
        Assert.Equal("3", reports[0]["badRecord"]!["line"]!.GetValue<string>());
        Assert.Equal("2", reports[^1]["summary"]!["events"]!.GetValue<string>());
        Assert.Equal(0, host.Log.LastSequence);
    }

    [Fact]
    public async Task Past_broadcasts_of_what_is_not_there_are_refused_with_what_to_do()
    {
        await using var host = await RunningHost.StartAsync();

        var none = await host.RunAsync("import", "youtube", "--since", "2026-01-01", "--language", "en");
        var file = await host.RunAsync("import", "youtube");

        Assert.Equal((1, 1), (none.Code, file.Code));
        Assert.Contains("liveip connect youtube", none.Errors, StringComparison.Ordinal);
        Assert.Contains("liveip import youtube --since 2026-01-01", file.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "x.tsv", "--format", "csv")]
    [InlineData("import", "x.tsv", "--channel", "a", "--platform", "twitch")]
    [InlineData("import", "youtube", "--since", "yesterday")]
    [InlineData("import", "youtube", "--until", "2026-01-01")]
    [InlineData("import", "youtube", "--since", "2026-01-01", "--format", "tsv")]
    public async Task Wrong_usage_is_2(params string[] args) => Assert.Equal(2, (await Run.ToEndAsync(args)).Code);

    private static async Task<string> FileAsync(RunningHost host, string name, string content)
    {
        var path = Path.Combine(host.Data, name);
        await File.WriteAllTextAsync(path, content, Deadline.Token());
        return path;
    }
}

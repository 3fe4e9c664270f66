using Google.Protobuf;
using LiveIp.Cli.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Cli.Tests;

public sealed class ExportTests
{
    [Fact]
    public async Task What_is_exported_reads_back_as_what_the_log_holds_beyond_one_page()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync([
            .. Enumerable.Range(0, 1203).Select(static i => Sample.Chat($"m{i}", $"\"第{i}条\" \u2067x\n[red]\u001b[2J")),
        ]);

        var file = Path.Combine(host.Data, "out.ndjson");
        var toFile = await host.RunAsync("events", "export", "--output", file);
        var toOutput = await host.RunAsync("events", "export", "--kind", "chat_message");

        var held = host.Log.Read(0, 2000).Select(static e => e.Parse()).ToList();
        Assert.Equal((0, 0), (toFile.Code, toOutput.Code));
        Assert.Equal(1203, held.Count);
        Assert.Equal(held, File.ReadLines(file).Select(Parse));
        Assert.Equal(held, toOutput.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse));
        Assert.Contains("1203 events", toFile.Screen, StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".part"));
    }

    [Fact]
    public async Task An_export_that_fails_leaves_the_last_one_as_it_was()
    {
        await using var host = await RunningHost.StartAsync();
        var file = Path.Combine(host.Data, "out.ndjson");
        await File.WriteAllTextAsync(file, "before", Deadline.Token());

        var refused = await host.RunAsync("events", "export", "--kind", "nonsense", "--output", file);
        var nowhere = await host.RunAsync("events", "export", "--output", Path.Combine(host.Data, "none", "out.ndjson"));

        Assert.Equal((1, 2), (refused.Code, nowhere.Code));
        Assert.Contains("filter.kinds[0]", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(file, Deadline.Token()));
    }

    private static LiveEvent Parse(string line) => JsonParser.Default.Parse<LiveEvent>(line);
}

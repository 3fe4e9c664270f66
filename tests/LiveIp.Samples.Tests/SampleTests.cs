using System.Text.RegularExpressions;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Samples.Tests.Support;

namespace LiveIp.Samples.Tests;

/// <summary>Each sample as its reader runs it, killed in the middle of a show, and again, and again.</summary>
public sealed partial class SampleTests(Show show)
{
    private const int Kills = 3;

    // So that each run has written something, and something has happened while nobody ran.
    private const int EventsBetween = 5;

    private const string Torn = """{"sequence":"12","id":""";

    [Fact]
    public async Task Python_misses_nothing_and_sees_nothing_twice()
    {
        var deadline = Deadline.In(120);
        var python = await Tools.PythonAsync(deadline);

        await CheckAsync(python, file => [Path.Combine(Tools.Sample("python"), "watch.py"), "--out", file], deadline);
    }

    [Fact]
    public async Task Typescript_misses_nothing_and_sees_nothing_twice()
    {
        var deadline = Deadline.In(120);
        var node = await Tools.FindAsync(["node"], ["--version"], deadline);
        Tools.Require(node is not null, "Install Node.js 20 or newer.");
        var installed = Directory.Exists(Path.Combine(Tools.Sample("typescript"), "node_modules"));
        Tools.Require(installed, "Run 'npm ci' in samples/typescript.");
        // Type-checks: a type error ends it.
        await Tools.DoAsync("typescript", "npm", ["run", "build"], deadline);

        await CheckAsync(node!, file => [Path.Combine(Tools.Sample("typescript"), "dist", "watch.js"), "--out", file], deadline);
    }

    [Fact]
    public async Task Shell_misses_nothing_and_sees_nothing_twice()
    {
        var deadline = Deadline.In(120);
        var bash = await Tools.BashAsync(deadline);

        await CheckAsync(bash, file => [Path.Combine(Tools.Sample("shell"), "watch.sh"), file], deadline);
    }

    private async Task CheckAsync(string program, Func<string, string[]> arguments, CancellationToken deadline)
    {
        using var directory = new TempDirectory();
        var file = directory.File("events.jsonl");
        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = new SampleRun(show.Host, program, arguments(file), file);
            await run.WaitForAsync(await show.LastSequenceAsync(deadline) + EventsBetween, deadline);
            await run.KillAsync(deadline);
            var missed = await show.LastSequenceAsync(deadline) + EventsBetween;
            while (await show.LastSequenceAsync(deadline) < missed)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), deadline);
            }

            // The worst moment for a kill, made sure of: in the middle of a line that no token knows of.
            await File.AppendAllTextAsync(file, Torn, deadline);
        }

        var end = await show.LastSequenceAsync(deadline);
        using var last = new SampleRun(show.Host, program, arguments(file), file);
        await last.WaitForAsync(end, deadline);
        await last.KillAsync(deadline);

        Assert.Contains("channels/", last.Said, StringComparison.Ordinal);
        Assert.Equal(await show.ListAsync(end, deadline), SampleRun.Read(file).Where(e => e.Sequence <= end));

        // A refusal is said and is the end: trying again for ever would hide it.
        var state = await File.ReadAllTextAsync(file + ".state", deadline);
        await File.WriteAllTextAsync(file + ".state", Token().Replace(state, new string('A', 39)), deadline);
        using var refused = new SampleRun(show.Host, program, arguments(file), file);
        Assert.Equal(1, await refused.EndAsync(deadline));
        Assert.Contains("is not a token", refused.Said, StringComparison.Ordinal);
    }

    [GeneratedRegex("[A-Za-z0-9_-]{39}")]
    private static partial Regex Token();
}

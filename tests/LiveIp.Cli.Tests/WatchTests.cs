using Google.Protobuf;
using LiveIp.Cli.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Cli.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task Goes_on_where_it_was_when_the_host_comes_back()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Chat("a"), Sample.Chat("b"));
        using var watch = Run.Start(["watch", "--json", "--from-start", .. host.Where]);
        await watch.OutputHasAsync("\"id\": \"b\"");

        await host.StopAsync();
        await watch.ErrorsHaveAsync("reconnecting in");
        await host.StartAgainAsync();
        await host.WriteAsync(Sample.Chat("c"));
        await watch.OutputHasAsync("\"id\": \"c\"");

        Assert.Equal(0, await watch.CtrlCAsync());
        Assert.Contains("Connected again", watch.Errors, StringComparison.Ordinal);
        var events = watch.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JsonParser.Default.Parse<LiveEvent>).ToList();
        Assert.Equal(["a", "b", "c"], events.Select(static e => e.Id));
        Assert.Empty(watch.Screen);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_0_while_it_waits_for_the_host_too()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Chat("a"));
        using var watch = Run.Start(["watch", "--from-start", .. host.Where]);
        await watch.ScreenHasAsync("hello");
        await host.StopAsync();
        await watch.ErrorsHaveAsync("reconnecting in");

        Assert.Equal(0, await watch.CtrlCAsync());
        await host.StartAgainAsync();
    }

    [Fact]
    public async Task What_viewers_write_neither_steers_the_terminal_nor_breaks_the_line()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(
            Sample.Chat(
                "a",
                "[red]A[/] [[x]] \u001b[2J\u001b]0;owned\u0007 \u202Eevil\u2066 \u009b31m\r\nnext\u2028line",
                "[bold]\u001b[31mMallory"
            ),
            Sample.Chat("b", new string('x', 500)),
            Sample.Chat("c", "last")
        );
        using var watch = Run.Start(["watch", "--from-start", .. host.Where]);
        await watch.ScreenHasAsync("last");

        Assert.Equal(0, await watch.CtrlCAsync());
        var lines = watch.Screen.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("[red]A[/] [[x]]", lines[0], StringComparison.Ordinal);
        Assert.Contains("[bold] [31mMallory", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines[0].TrimEnd('\r'), static c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u2028');
        Assert.Contains(new string('x', 500), lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_filter_is_1()
    {
        await using var host = await RunningHost.StartAsync();

        Assert.Equal(1, (await host.RunAsync("watch", "--kind", "nonsense")).Code);
    }
}

using System.Globalization;
using LiveIp.Host;

namespace LiveIp.Chaos.Children;

/// <summary>The real host, composed as the product composes it, with a clock that its parent can set: "clock SECONDS" on standard input.</summary>
internal static class HostChildProgram
{
    public const string ClockSet = "The clock is set to ";

    /// <summary>Runs until standard input ends: a child must not outlive its parent.</summary>
    public static async Task<int> RunAsync(string data, double clockOffset, CancellationToken cancellationToken)
    {
        var clock = new SettableClock { Offset = TimeSpan.FromSeconds(clockOffset) };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenAsync(clock, over);
        var options = new LiveIpOptions
        {
            DataDirectory = data,
            PluginDirectories = HostApplication.StagedPlugins(),
            GrpcPort = 0,
            WebPort = 0,
        };
        var exit = await HostApplication.RunAsync(options, over.Token, clock);
        await over.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exit;
    }

    private static async Task ListenAsync(SettableClock clock, CancellationTokenSource over)
    {
        while (await Console.In.ReadLineAsync(over.Token) is { } line)
        {
            if (line.Split(' ') is ["clock", var seconds])
            {
                clock.Offset = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
                await Console.Out.WriteLineAsync(ClockSet + seconds);
            }
        }

        await over.CancelAsync();
    }
}

using System.Globalization;
using LiveIp.Host;
using LiveIp.Host.Demo;

namespace LiveIp.Chaos.Children;

/// <summary>The real host, composed as the product composes it, with a clock that its parent can set: "clock SECONDS" on standard input.</summary>
internal static class HostChildProgram
{
    public const string ClockSet = "The clock is set to ";

    /// <summary>Runs until standard input ends: a child must not outlive its parent.</summary>
    public static async Task<int> RunAsync(string data, double clockOffset, CancellationToken cancellationToken)
    {
        var clock = new SettableClock { Offset = TimeSpan.FromSeconds(clockOffset) };
        var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The console reads without a thread of its own: this one would wait in it for ever.
        _ = Task.Run(() => ListenAsync(clock, over), CancellationToken.None);
        var options = new LiveIpOptions
        {
            DataDirectory = data,
            PluginDirectories = HostApplication.StagedPlugins(),
            GrpcPort = 0,
            WebPort = 0,
        };
        return await HostApplication.RunAsync(options, over.Token, clock);
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

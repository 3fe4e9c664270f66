using System.CommandLine;
using LiveIp.Cli.Commands;
using LiveIp.Cli.Connection;
using Spectre.Console;

namespace LiveIp.Cli;

/// <summary>The whole program, with its outputs handed in.</summary>
internal static class Cli
{
    public static async Task<int> RunAsync(
        string[] args,
        IAnsiConsole console,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken
    )
    {
        var options = new ConnectionOptions();
        var runner = new CommandRunner(options, console, output, errors);
        var root = new RootCommand(
            """
            liveip: drive a LiveIp host from the command line, over the same gRPC API that everybody has.
            liveip：通过 gRPC 操作 LiveIp 主机的命令行工具。

            Exit codes: 0 done; 1 the host refused; 2 wrong usage; 3 the host cannot be reached or the token is wrong; 4 (status) a connection is not online.
            """
        )
        {
            StatusCommand.Create(runner),
            PluginsCommand.Create(runner),
            ChannelsCommand.Create(runner),
            EventsCommand.CreateWatch(runner),
            EventsCommand.Create(runner),
            NumbersCommands.CreateMetrics(runner),
            NumbersCommands.CreateScore(runner),
        };
        options.AddTo(root);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await errors.WriteLineAsync(error.Message);
            }

            await errors.WriteLineAsync("See: liveip --help");
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancellationToken);
    }
}

using System.CommandLine;
using LiveIp.Cli.Commands;
using LiveIp.Cli.Commands.Accounts;
using LiveIp.Cli.Commands.Announcing;
using LiveIp.Cli.Commands.Backup;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Commands.Chat;
using LiveIp.Cli.Commands.Events;
using LiveIp.Cli.Commands.GoingLive;
using LiveIp.Cli.Commands.Import;
using LiveIp.Cli.Commands.Moments;
using LiveIp.Cli.Commands.Money;
using LiveIp.Cli.Commands.Numbers;
using LiveIp.Cli.Commands.Plugins;
using LiveIp.Cli.Commands.Polls;
using LiveIp.Cli.Commands.Posts;
using LiveIp.Cli.Commands.Predictions;
using LiveIp.Cli.Commands.Preflight;
using LiveIp.Cli.Commands.Privacy;
using LiveIp.Cli.Commands.Reports;
using LiveIp.Cli.Commands.Scores;
using LiveIp.Cli.Commands.Strategy;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using Spectre.Console;

namespace LiveIp.Cli;

/// <summary>The whole program, with its outputs handed in.</summary>
internal static class Cli
{
    /// <summary>No line of a table or of the feed is broken before this: grep and awk read whole lines.</summary>
    private const int UnbrokenWidth = 10_000;

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(
        string[] args,
        IAnsiConsole console,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken
    )
    {
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = UnbrokenWidth;
        }

        var options = new ConnectionOptions();
        var root = CreateRoot(new CommandRunner(options, console, output, errors));
        options.AddTo(root);
        HelpWithExamples.AddTo(root);
        // A handle begins with '@' and must not be taken for the name of a response file.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples
            ? UsageErrors.WriteAsync(parsed, errors)
            : parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancellationToken);
    }

    private static RootCommand CreateRoot(CommandRunner runner)
    {
        var root = new RootCommand(
            """
            liveip: drive a LiveIp host from the command line, over the same gRPC API that everybody has.
            liveip：通过 gRPC 操作 LiveIp 主机的命令行工具。

            Examples:
              liveip status
              liveip watch --kind contribution

            Exit codes: 0 done; 1 the host refused; 2 wrong usage, or a file that cannot be read or written; 3 the host cannot be
            reached or the token is wrong; 4 (status) a connection is not online or posts do not leave, (preflight) something must be mended; 5 something was
            sent and whether it arrived is not known; 6 (post) something is yours to publish; 130 interrupted before the end.
            """
        )
        {
            StatusCommand.Create(runner),
            ConnectCommand.Create(runner),
            AccountsCommand.Create(runner),
            PreflightCommand.Create(runner),
            PluginsCommand.Create(runner),
            ChannelsCommand.Create(runner),
            GoLiveCommand.Create(runner),
            ChangeCommand.Create(runner),
            EndCommand.Create(runner),
            CategoriesCommand.Create(runner),
            IngestCommand.Create(runner),
            BroadcastsCommand.Create(runner),
            SayCommand.Create(runner),
            ReplyCommand.Create(runner),
            PostCommand.Create(runner),
            AnnounceCommand.Create(runner),
            DeliveriesCommand.Create(runner),
            PollCommand.Create(runner),
            MarkerCommand.Create(runner),
            ClipCommand.Create(runner),
            PredictionCommand.Create(runner),
            WatchCommand.Create(runner),
            EventsCommand.Create(runner),
            ImportCommand.Create(runner),
            MetricsCommand.Create(runner),
            MoneyCommand.Create(runner),
            ScoreCommand.Create(runner),
            ExplainCommand.Create(runner),
            CompareCommand.Create(runner),
            ProfilesCommand.Create(runner),
            SuggestCommand.Create(runner),
            BackTestCommand.Create(runner),
            ReportCommand.Create(runner),
            ExportCommand.Create(runner),
            ForgetCommand.Create(runner),
            ForgettingsCommand.Create(runner),
            RetentionCommand.Create(runner),
            BackupCommand.Create(runner),
        };
        foreach (var command in ModerationCommands.Create(runner))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }
}

using System.CommandLine;
using Grpc.Core;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Backup;

/// <summary><c>liveip backup</c></summary>
internal static class BackupCommand
{
    public static Command Create(CommandRunner runner)
    {
        var directory = new Argument<string>("directory") { Description = "New directory, on the machine on which the host runs" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "backup",
            "Copy the log, settings, secrets and their keys into a new directory while the host runs. 在主机运行时备份数据。",
            "liveip backup /backups/monday",
            "liveip backup \"/backups/$(date +%F)\" --json"
        )
        {
            directory,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new CreateBackupRequest { Directory = Path.GetFullPath(parsed.GetValue(directory)!) };
                using var call = host.Backups.CreateBackup(request, cancellationToken: cancellationToken);
                var step = "";
                await foreach (var answer in call.ResponseStream.ReadAllAsync(cancellationToken))
                {
                    if (parsed.GetValue(json))
                    {
                        await runner.Output.WriteLineAsync(Json.Answer(answer));
                    }
                    else if (answer.Finished is { } finished)
                    {
                        runner.Console.WriteLine($"{finished.Directory}: {finished.Files} files, {finished.Bytes} bytes.");
                        runner.Console.WriteLine($"It holds the log up to {finished.LastSequence}, and secrets together with their keys.");
                    }
                    else if (answer.Progress.Step != step)
                    {
                        step = answer.Progress.Step;
                        runner.Console.WriteLine(step);
                    }
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }
}

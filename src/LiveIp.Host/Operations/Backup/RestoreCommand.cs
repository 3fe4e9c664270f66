using System.CommandLine;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Operations.Backup;

/// <summary><c>restore</c>: a data directory out of a backup, for a host that does not run on it yet.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var backup = new Argument<DirectoryInfo>("backup") { Description = "Directory that 'liveip backup' made" };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "New data directory; must not be there or be empty",
            Required = true,
        };
        var command = new Command(
            "restore",
            """
            Make a data directory of a backup. It gets a new log id, so that old resume tokens are refused instead of skipping events,
            and what was waiting to be posted is not posted again.
            用备份恢复数据目录。

            Examples:
              restore /backups/monday --data ./data
            """
        )
        {
            backup,
            data,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.FromResult(Run(parsed.GetValue(backup)!, parsed.GetValue(data)!, Console.Out, Console.Error, cancellationToken))
        );
        return command;
    }

    internal static int Run(
        DirectoryInfo backup,
        DirectoryInfo data,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var manifest = BackupRestore.Restore(backup.FullName, data.FullName, cancellationToken);
            output.WriteLine(
                $"""
                Restored {manifest.Files.Count} files of {manifest.CreatedAt:u} into {data.FullName}; the log ends at {manifest.LastSequence}.
                Start the host with --data {data.FullName}. Clients begin anew: the log has a new id, and the API a new token.
                """
            );
            return 0;
        }
        catch (Exception error)
            when (error
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or InvalidOperationException
                        or SqliteException
                        or OperationCanceledException
            )
        {
            errors.WriteLine($"Nothing was restored: {error.Message}");
            return 2;
        }
    }
}

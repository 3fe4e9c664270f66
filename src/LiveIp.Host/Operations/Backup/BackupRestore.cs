using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Operations.Backup;

/// <summary>
/// Makes a data directory of a backup. The restored log is another log: it gets a new id, because what was written after the backup is
/// gone, and a resume token or page token from then would point ahead and silently skip what takes its place.
/// </summary>
internal static class BackupRestore
{
    private const string Unconfirmed =
        "Restored from a backup in which this was not sent yet. It may have been sent since; look before posting again.";

    /// <exception cref="InvalidDataException">The backup is not whole.</exception>
    /// <exception cref="InvalidOperationException">The target holds something.</exception>
    public static BackupManifest Restore(string backup, string target, CancellationToken cancellationToken)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new InvalidOperationException($"{target} is not empty; a backup is restored into a new directory.");
        }

        var manifest = BackupManifest.Read(backup);
        manifest.Verify(backup, cancellationToken);
        var parent = Path.GetDirectoryName(target) ?? throw new InvalidOperationException($"{target} can be no data directory.");
        Directory.CreateDirectory(parent);
        var draft = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            DurableFiles.Make(draft);
            foreach (var file in manifest.Files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DurableFiles.Copy(Path.Combine(backup, file.Path), Path.Combine(draft, file.Path));
            }

            GiveNewId(Path.Combine(draft, "log.db"));
            HoldDeliveries(Path.Combine(draft, "state.db"));
            DurableFiles.Sync(draft);
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            DurableFiles.Rename(draft, target);
            return manifest;
        }
        catch
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }

            throw;
        }
    }

    private static void GiveNewId(string path)
    {
        using var log = SqliteCopy.Open(path, SqliteOpenMode.ReadWrite);
        log.Run("UPDATE head SET log_id = $id", ("$id", Guid.NewGuid().ToString("N")));
    }

    // What waited then may have left since; twice is worse than once more by hand.
    private static void HoldDeliveries(string path)
    {
        using var state = SqliteCopy.Open(path, SqliteOpenMode.ReadWrite);
        LogDatabase.Execute(state, StateSchema.Sql);
        LogDatabase.Execute(state, ChangeSchema.Sql);
        state.Run(
            "UPDATE deliveries SET state = $unconfirmed, detail = $detail WHERE state IN ($pending, $sending)",
            ("$unconfirmed", (int)DeliveryState.Unconfirmed),
            ("$detail", Unconfirmed),
            ("$pending", (int)DeliveryState.Pending),
            ("$sending", (int)DeliveryState.Sending)
        );
        // What stands there may be newer than what was to be put in its place.
        state.Run(
            "UPDATE delivery_changes SET change_state = $failed, change_detail = $detail WHERE change_state = $pending",
            ("$failed", (int)DeliveryChange.Types.State.Failed),
            ("$detail", "It waited when the backup was made, and was not done after that was brought back."),
            ("$pending", (int)DeliveryChange.Types.State.Pending)
        );
    }
}

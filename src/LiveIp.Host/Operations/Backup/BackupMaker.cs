using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Operations.Backup;

/// <summary>
/// Copies the data directory while it is written. The order is: log, state, keys. A checkpoint lies in the log beside the events that it
/// stands for, so one snapshot of the log cannot be ahead of itself. The state is taken after it, so that every secret and delivery
/// is as new as possible, and the keys after the state, so that every secret in it can be read. docs/operations.md argues it whole.
/// </summary>
internal sealed class BackupMaker(LiveIpOptions options, TimeProvider clock)
{
    /// <summary>In this order.</summary>
    private static readonly string[] Databases = ["log.db", "state.db"];

    /// <summary>Keys that were put elsewhere were put there so that they are not beside the data: they are not copied.</summary>
    private readonly string[] _folders = options.KeyDirectory is null ? ["keys", "plugins"] : ["plugins"];

    /// <summary>Runs until all is on the disk under its name; on any failure nothing is left.</summary>
    /// <exception cref="InvalidOperationException">The directory is there already, lies in the data directory, or has no parent.</exception>
    public BackupManifest Make(string directory, BackupProgress progress, CancellationToken cancellationToken)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        Refuse(target);
        var draft = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            DurableFiles.Make(draft);
            progress.Total = Databases.Sum(n => Size(Path.Combine(options.DataDirectory, n)));
            CopyDatabases(draft, progress, cancellationToken);
            CopyFolders(draft, progress, cancellationToken);
            progress.Step = "checking";
            var manifest = Describe(draft, cancellationToken);
            manifest.Write(draft);
            progress.Step = "writing to the disk";
            DurableFiles.Sync(draft);
            cancellationToken.ThrowIfCancellationRequested();
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

    private void Refuse(string target)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataDirectory));
        if (target == data || target.StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{target} lies in the data directory, which is what is to be copied.");
        }

        if (Path.Exists(target))
        {
            throw new InvalidOperationException($"{target} is there already; a backup is never written over another.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new InvalidOperationException($"The directory in which {target} is to lie is not there, on the host's machine.");
        }
    }

    private void CopyDatabases(string draft, BackupProgress progress, CancellationToken cancellationToken)
    {
        foreach (var name in Databases)
        {
            progress.Step = name;
            var before = progress.Done;
            SqliteCopy.Copy(
                Path.Combine(options.DataDirectory, name),
                Path.Combine(draft, name),
                (done, all) => progress.Done = before + (all == 0 ? 0 : Size(Path.Combine(options.DataDirectory, name)) * done / all),
                cancellationToken
            );
        }
    }

    private void CopyFolders(string draft, BackupProgress progress, CancellationToken cancellationToken)
    {
        foreach (var folder in _folders)
        {
            progress.Step = folder;
            var source = Path.Combine(options.DataDirectory, folder);
            if (!Directory.Exists(source))
            {
                continue;
            }

            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                cancellationToken.ThrowIfCancellationRequested();
                DurableFiles.Copy(file, Path.Combine(draft, Path.GetRelativePath(options.DataDirectory, file)));
            }
        }
    }

    private BackupManifest Describe(string draft, CancellationToken cancellationToken)
    {
        var files = new List<BackupFile>();
        foreach (var file in Directory.EnumerateFiles(draft, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(BackupFile.Describe(draft, file));
        }

        using var log = SqliteCopy.Open(Path.Combine(draft, Databases[0]), SqliteOpenMode.ReadOnly);
        using var head = log.CreateCommand();
        head.CommandText = "SELECT log_id, last_sequence FROM head";
        using var row = head.ExecuteReader();
        row.Read();
        return new()
        {
            Format = BackupManifest.CurrentFormat,
            CreatedAt = clock.GetUtcNow(),
            HostVersion = HostVersion.Text,
            LogId = row.GetString(0),
            LastSequence = row.GetInt64(1),
            Files = files,
        };
    }

    private static long Size(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}

/// <summary>How far a backup is; written by who makes it, read by who tells of it.</summary>
internal sealed class BackupProgress
{
    private long _done;
    private long _total;

    public volatile string Step = "";

    /// <summary>Bytes.</summary>
    public long Done
    {
        get => Interlocked.Read(ref _done);
        set => Interlocked.Exchange(ref _done, value);
    }

    /// <summary>Bytes.</summary>
    public long Total
    {
        get => Interlocked.Read(ref _total);
        set => Interlocked.Exchange(ref _total, value);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Step} {Done}/{Total}");
}

using System.Security.Cryptography;
using System.Text.Json;

namespace LiveIp.Host.Operations.Backup;

/// <summary>
/// What a backup holds, written last. The hashes find damage, not malice: who can change the files can change this one as well.
/// </summary>
internal sealed record BackupManifest
{
    public const string FileName = "backup.json";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required int Format { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string HostVersion { get; init; }

    public required string LogId { get; init; }

    public required long LastSequence { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }

    public void Write(string directory) =>
        File.WriteAllBytes(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <exception cref="InvalidDataException">There is none, or not one that this version reads.</exception>
    public static BackupManifest Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{directory} is no finished backup: it has no {FileName}.");
        }

        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Json);
            if (manifest is not { Files: not null })
            {
                throw new InvalidDataException($"{path} is empty.");
            }

            return manifest.Format == CurrentFormat
                ? manifest
                : throw new InvalidDataException($"The backup has format {manifest.Format}; this version of LiveIp reads {CurrentFormat}.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is damaged: {error.Message}", error);
        }
    }

    /// <exception cref="InvalidDataException">A file is missing, damaged, or lies outside of the backup.</exception>
    public void Verify(string directory, CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar;
        foreach (var file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.GetFullPath(Path.Combine(root, file.Path));
            if (!path.StartsWith(root, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{FileName} names {file.Path}, which lies outside of the backup.");
            }

            if (!File.Exists(path))
            {
                throw new InvalidDataException($"{file.Path} is missing from the backup.");
            }

            if (BackupFile.Describe(root, path) != file)
            {
                throw new InvalidDataException($"{file.Path} is damaged: it is not the file that the backup wrote.");
            }
        }
    }
}

/// <summary>A file of a backup: its path with '/', and what it must be.</summary>
internal sealed record BackupFile(string Path, long Bytes, string Sha256)
{
    public static BackupFile Describe(string root, string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        return new(
            System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'),
            stream.Length,
            Convert.ToHexStringLower(SHA256.HashData(stream))
        );
    }
}

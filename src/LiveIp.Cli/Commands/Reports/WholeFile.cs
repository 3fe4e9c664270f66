namespace LiveIp.Cli.Commands.Reports;

/// <summary>Writes a file whole or not at all: one that breaks off leaves the file that was there as it is.</summary>
internal static class WholeFile
{
    public static async Task WriteAsync(
        FileInfo file,
        Func<Stream, CancellationToken, ValueTask> write,
        CancellationToken cancellationToken
    )
    {
        var draft = file.FullName + ".part";
        try
        {
            await using (var stream = File.Create(draft))
            {
                await write(stream, cancellationToken);
            }

            File.Move(draft, file.FullName, overwrite: true);
        }
        finally
        {
            // Does nothing when it was moved.
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }
}

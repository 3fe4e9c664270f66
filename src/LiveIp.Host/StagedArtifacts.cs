namespace LiveIp.Host;

/// <summary>Finds what the build staged for the host: beside the program, or in the repository's <c>artifacts</c>.</summary>
internal static class StagedArtifacts
{
    /// <summary>The program that the same build made of another project of the repository, or null.</summary>
    public static string? FindBuilt(string project)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Find(Path.Combine("bin", project, configuration, project + ".dll"));
    }

    /// <summary>The full path, or null when it is nowhere. A file or a directory.</summary>
    public static string? Find(string relative)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            foreach (
                var candidate in new[]
                {
                    Path.Combine(directory.FullName, relative),
                    Path.Combine(directory.FullName, "artifacts", relative),
                }
            )
            {
                if (Path.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}

namespace LiveIp.Scoring.Tests.Support;

/// <summary>Data that are not part of the repository: "shared/data" beside it, or where LIVEIP_SHARED says.</summary>
internal static class SharedFile
{
    /// <summary>Where the file is; null when it is not here.</summary>
    public static string? Find(string file) => Roots().Select(root => Path.Combine(root, "data", file)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("LIVEIP_SHARED") is { Length: > 0 } root)
        {
            yield return root;
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            yield return Path.Combine(directory.FullName, "shared");
        }
    }
}

namespace LiveIp.Scoring.Tests.OffPolicy;

/// <summary>Data that are not part of the repository: "shared/data" beside it, or where LIVEIP_SHARED says.</summary>
internal static class SharedData
{
    /// <summary>The file's lines; the test that asks is skipped when it is absent.</summary>
    public static string[] LinesOrSkip(string file)
    {
        var path = Roots().Select(root => Path.Combine(root, "data", file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{file} is not here: set LIVEIP_SHARED to the directory that holds data/{file}.");
        return File.ReadAllLines(path!);
    }

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

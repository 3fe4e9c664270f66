using NuGet.Versioning;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>A directory <c>&lt;root&gt;/&lt;id&gt;/&lt;version&gt;</c> that holds a plugin, or will.</summary>
internal sealed record PluginDirectory(string Id, string Version, string Path)
{
    /// <summary>All plugin directories below the roots: roots in their order.</summary>
    public static IReadOnlyList<PluginDirectory> Find(IEnumerable<string> roots) =>
        [
            .. from root in roots
            from id in Children(root)
            from version in Children(id.FullName)
            select new PluginDirectory(id.Name, version.Name, version.FullName),
        ];

    /// <summary>Newest first; what is no version comes last.</summary>
    public NuGetVersion Order => NuGetVersion.TryParse(Version, out var version) ? version : new NuGetVersion(0, 0, 0);

    /// <summary>Changes when any file in it does; cheap enough for every second.</summary>
    public string Fingerprint()
    {
        try
        {
            return string.Join(
                '\n',
                new DirectoryInfo(Path)
                    .EnumerateFiles("*", SearchOption.AllDirectories)
                    .Select(static f => $"{f.FullName}|{f.Length}|{f.LastWriteTimeUtc.Ticks}")
                    .Order(StringComparer.Ordinal)
            );
        }
        catch (IOException)
        {
            // It is being moved or removed; the next look sees what came of it.
            return "";
        }
    }

    private static IEnumerable<DirectoryInfo> Children(string path)
    {
        try
        {
            // A leading dot hides a directory that is being prepared for a rename.
            return
            [
                .. new DirectoryInfo(path)
                    .EnumerateDirectories()
                    .Where(static d => d.Name[0] != '.')
                    .OrderBy(static d => d.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;
using LiveIp.Contracts;
using NuGet.Versioning;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>
/// What a plugin gets from the host, never from its own directory. The names are one list, in LiveIp.Contracts, which the build of
/// plugins reads too: what is left out there must be given here.
/// </summary>
internal static class SharedAssemblies
{
    private static readonly FrozenDictionary<string, Version?> Versions = Names()
        .ToFrozenDictionary(static n => n, static n => Find(n)?.GetName().Version, StringComparer.Ordinal);

    /// <summary>Those that this host carries.</summary>
    public static IEnumerable<AssemblyName> Carried =>
        Versions.Where(static v => v.Value is not null).Select(static v => new AssemblyName(v.Key));

    /// <summary>On the list and not in this host: a mistake in how the host was built.</summary>
    public static IEnumerable<string> Missing => Versions.Where(static v => v.Value is null).Select(static v => v.Key);

    /// <summary>Version of LiveIp.Contracts as packaged; its assembly version says nothing, it stays the same.</summary>
    public static NuGetVersion Contracts { get; } =
        NuGetVersion.Parse(
            typeof(ILiveIpPlugin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]
        );

    /// <summary>The host's version of an assembly; null when it does not carry it.</summary>
    public static Version? Version(string name) => Versions.GetValueOrDefault(name) ?? Find(name)?.GetName().Version;

    private static string[] Names()
    {
        using var stream = typeof(ILiveIpPlugin).Assembly.GetManifestResourceStream("SharedAssemblies.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static Assembly? Find(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}

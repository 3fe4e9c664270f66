using System.Security.Cryptography;
using NuGet.Versioning;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>
/// Everything that can be known before loading. A plugin built against a higher assembly version would get a private copy without
/// any error, and its types would not be the host's; so versions are compared here, with a sentence.
/// </summary>
internal static class PluginCheck
{
    /// <exception cref="PluginRefusedException">With the sentence.</exception>
    public static PluginManifest Check(PluginDirectory directory)
    {
        var manifest = ReadManifest(directory);
        CheckNames(directory, manifest);
        CheckFiles(directory, manifest);
        CheckContracts(manifest);
        CheckShared(manifest);
        return manifest;
    }

    private static PluginManifest ReadManifest(PluginDirectory directory)
    {
        try
        {
            return PluginManifest.Parse(File.ReadAllBytes(Path.Combine(directory.Path, PluginManifest.FileName)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginRefusedException(
                $"plugin.json cannot be read in {directory.Path}: {e.Message} Copy the whole output of the plugin's build.",
                e
            )
            {
                MayStillArrive = true,
            };
        }
    }

    private static void CheckNames(PluginDirectory directory, PluginManifest manifest)
    {
        if (manifest.Id != directory.Id || manifest.Version != directory.Version)
            throw new PluginRefusedException(
                $"The directory is {directory.Id}/{directory.Version}, but plugin.json says {manifest.Id}/{manifest.Version}. "
                    + $"Move it to {manifest.Id}/{manifest.Version}."
            );
    }

    private static void CheckFiles(PluginDirectory directory, PluginManifest manifest)
    {
        foreach (var (path, expected) in manifest.Files)
        {
            var problem = Hash(Path.Combine(directory.Path, path)) switch
            {
                null => "is missing or cannot be read",
                var actual when !actual.Equals(expected, StringComparison.OrdinalIgnoreCase) => "is damaged or of another build",
                _ => null,
            };
            if (problem is not null)
                throw new PluginRefusedException(
                    $"The file {path} {problem}: its SHA-256 is not the one in plugin.json. Copy the whole directory again."
                )
                {
                    MayStillArrive = true,
                };
        }
    }

    private static void CheckContracts(PluginManifest manifest)
    {
        var host = SharedAssemblies.Contracts;
        var newer = NuGetVersion.TryParse(manifest.ContractsBuilt, out var built) && built > host;
        if (!newer && manifest.ContractsRange.Satisfies(new NuGetVersion(host.Major, host.Minor, host.Patch)))
            return;
        var what = newer ? "Update LiveIp" : "Get a newer version of the plugin";
        throw new PluginRefusedException(
            $"{manifest.Name} {manifest.Version} was built for LiveIp.Contracts {manifest.ContractsBuilt} "
                + $"(range {manifest.ContractsRange.OriginalString}), and this host has {host.ToNormalizedString()}. "
                + $"{what}, or build the plugin against {host.ToNormalizedString()}."
        );
    }

    private static void CheckShared(PluginManifest manifest)
    {
        foreach (var (name, version) in manifest.Shared)
        {
            var host = SharedAssemblies.Version(name);
            if (host is null)
                throw new PluginRefusedException(
                    $"{manifest.Name} {manifest.Version} was built against {name} {version}, which this host does not have. Update LiveIp."
                );
            if (version > host)
                throw new PluginRefusedException(
                    $"{manifest.Name} {manifest.Version} was built against {name} {version}, and this host has {host}. "
                        + "Update LiveIp, or build the plugin with the package versions that LiveIp.Contracts brings."
                );
        }
    }

    private static string? Hash(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexString(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

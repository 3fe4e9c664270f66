using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Storage;

/// <summary>The key ring as files that only this user can read (0600 in a directory of 0700), new keys of later years included.</summary>
internal sealed class SecretVaultKeys(string directory) : FileSystemXmlRepository(Prepare(directory), NullLoggerFactory.Instance)
{
    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.EnumerateFiles())
            File.SetUnixFileMode(file.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static DirectoryInfo Prepare(string directory)
    {
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            return System.IO.Directory.CreateDirectory(directory);
        var info = System.IO.Directory.CreateDirectory(directory, mine);
        // It may have been there before, with other rights.
        File.SetUnixFileMode(directory, mine);
        return info;
    }
}

using System.Reflection;

namespace LiveIp.Host.Operations;

/// <summary>The version of this program, as built.</summary>
internal static class HostVersion
{
    public static string Text { get; } =
        typeof(HostVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}

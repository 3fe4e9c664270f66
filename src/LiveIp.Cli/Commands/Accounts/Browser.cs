using System.ComponentModel;
using System.Diagnostics;

namespace LiveIp.Cli.Commands.Accounts;

/// <summary>
/// The system's own browser (RFC 8252, section 8.12: never one inside the program, which could read the password).
/// </summary>
internal static class Browser
{
    private static readonly string[] Screens = ["DISPLAY", "WAYLAND_DISPLAY"];

    /// <summary>False when there is none to open, or the address is no web address.</summary>
    public static bool TryOpen(string address)
    {
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http")
            || Command(uri.AbsoluteUri) is not { } command
        )
        {
            return false;
        }

        try
        {
            // Null: a browser that runs already has taken it.
            using var started = Process.Start(command);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }

    // The address is one argument and no shell reads it, Windows' own aside, which takes it as an address.
    private static ProcessStartInfo? Command(string address) =>
        OperatingSystem.IsWindows() ? new ProcessStartInfo(address) { UseShellExecute = true }
        : OperatingSystem.IsMacOS() ? new("open", [address])
        : Array.Exists(Screens, static s => Environment.GetEnvironmentVariable(s) is { Length: > 0 }) ? new("xdg-open", [address])
        : null;
}

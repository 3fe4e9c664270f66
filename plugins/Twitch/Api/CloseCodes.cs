using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What EventSub's close codes mean for us.</summary>
internal static class CloseCodes
{
    /// <summary>The failure for the host. All but one are mended by a new session.</summary>
    public static AdapterException ToFailure(int? code) =>
        code switch
        {
            4000 => Again("Twitch had an internal error"),
            // Only our own code can bring this about, so trying again would do the same.
            4001 => new AdapterException(
                FailureKind.ProtocolChanged,
                "Twitch closed the session because something was sent on it, which LiveIp never does."
            ),
            4002 => Again("Twitch missed the answer to a ping"),
            4003 => Again("Twitch closed the session because nothing was subscribed to in time"),
            4004 => Again("Twitch closed the session because its successor was not opened in time"),
            4005 => Again("Twitch had a network timeout"),
            4006 => Again("Twitch had a network error"),
            4007 => Again("Twitch did not accept the address of the new session"),
            null => Again("Twitch ended the session"),
            _ => Again($"Twitch ended the session with code {code}"),
        };

    private static AdapterException Again(string message) => new(FailureKind.Transient, message + ".");
}

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>The documented close codes that this server uses. 4002 is the framework's: it cuts the connection when no pong comes.</summary>
internal static class CloseCodes
{
    public const int InboundTraffic = 4001;
    public const int Unused = 4003;
    public const int GraceExpired = 4004;
    public const int InvalidReconnect = 4007;

    public static string Reason(int code) =>
        code switch
        {
            InboundTraffic => "client sent inbound traffic",
            Unused => "connection unused",
            GraceExpired => "reconnect grace time expired",
            InvalidReconnect => "invalid reconnect attempt",
            _ => "",
        };
}

namespace LiveIp.Emulators.Bilibili;

/// <summary>Codes of the open platform's answers, as far as the emulator gives them.</summary>
internal static class BilibiliCode
{
    public const int Ok = 0;
    public const int Parameters = 4000;
    public const int App = 4001;
    public const int Signature = 4002;
    public const int Expired = 4003;
    public const int RepeatedNonce = 4004;
    public const int Method = 4005;
    public const int Version = 4006;
    public const int RateLimited = 4009;
    public const int NoSuchApi = 4010;
    public const int ContentType = 4011;
    public const int ContentMd5 = 4012;
    public const int Accept = 4013;
    public const int NotInSession = 7000;
    public const int CoolingDown = 7001;
    public const int DuplicateSession = 7002;
    public const int HeartbeatExpired = 7003;
    public const int BatchTooLarge = 7004;
    public const int DuplicateIds = 7005;
    public const int BadIdentityCode = 7007;
}

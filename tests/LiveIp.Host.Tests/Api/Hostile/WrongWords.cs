using Google.Protobuf.WellKnownTypes;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>What the tables of wrong requests say again and again.</summary>
internal static class WrongWords
{
    public const string BadField = "INVALID_FIELD";

    public const string BadPage = "PAGE_TOKEN_INVALID";

    public static readonly Timestamp Now = new() { Seconds = 1_700_000_000 };

    public static readonly Timestamp Before = new() { Seconds = 1_600_000_000 };

    public static readonly Timestamp Absurd = new() { Seconds = long.MaxValue, Nanos = -1 };
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Bilibili;

/// <summary>Who may call, and how patient the platform is.</summary>
internal sealed record BilibiliEmulatorOptions
{
    public string AccessKeyId { get; init; } = "emulator-access-key";
    public string AccessKeySecret { get; init; } = "emulator-access-secret-0123456789";

    /// <summary>13 digits, as the platform gives them out.</summary>
    public long AppId { get; init; } = 1_700_000_000_001;

    /// <summary>The streamer's 身份码.</summary>
    public string IdentityCode { get; init; } = "EMULATOR0CODE";
    public long RoomId { get; init; } = 100_200;
    public string AnchorOpenId { get; init; } = "emulator-anchor-open-id";
    public string AnchorName { get; init; } = "小星 Star";

    /// <summary>Part of every message id, so that two runs never give the same.</summary>
    public long Run { get; init; }

    /// <summary>Requests older or newer than this are refused with 4003.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A start this soon after the last one is refused with 7001.</summary>
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A game without a heartbeat for so long is over.</summary>
    public TimeSpan GameSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A socket that has not authenticated by then is closed.</summary>
    public TimeSpan AuthenticateWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A socket without a heartbeat for so long is dropped.</summary>
    public TimeSpan SocketSilence { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>The <c>msg_id</c> of an occurrence of the script.</summary>
    public string MessageId(long number) => string.Create(CultureInfo.InvariantCulture, $"bm-{Run}-{number}");

    /// <summary>The <c>message_id</c> of a paid message: a number that every JSON reader can hold.</summary>
    public long PaidMessageId(long number) => (Run % 100_000 * 10_000_000_000) + number;

    /// <summary>What <c>--print-config</c> says of this platform.</summary>
    public JsonObject Describe(Uri baseUri) =>
        new()
        {
            ["address"] = baseUri.ToString(),
            ["settings"] = new JsonObject
            {
                ["baseUri"] = baseUri.ToString(),
                ["accessKeyId"] = AccessKeyId,
                ["accessKeySecret"] = AccessKeySecret,
                ["appId"] = AppId.ToString(CultureInfo.InvariantCulture),
            },
            ["channel"] = new JsonObject
            {
                ["input"] = RoomId.ToString(CultureInfo.InvariantCulture),
                ["secrets"] = new JsonObject { ["identity_code"] = IdentityCode },
            },
        };
}

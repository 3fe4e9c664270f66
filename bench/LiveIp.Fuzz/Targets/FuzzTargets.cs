using LiveIp.Host.Import.Formats;

namespace LiveIp.Fuzz.Targets;

/// <summary>Every decoder there is.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new BilibiliTarget(),
        new TwitchTarget(),
        new YouTubeTarget(),
        .. RecordingFormats.All.Select(static format => new RecordingTarget(format)),
        new OAuthTarget(),
    ];
}

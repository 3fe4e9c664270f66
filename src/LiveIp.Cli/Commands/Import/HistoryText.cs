using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Import;

/// <summary>What an import of past broadcasts costs, and what became of it, in sentences.</summary>
internal static class HistoryText
{
    public static string Estimate(HistoryEstimate estimate, Func<string, string, string> say)
    {
        var resumed = estimate.Resumed ? say("goes on where the last import ended; ", "从上次中断处继续；") : "";
        return resumed
            + (
                estimate.Units.Count == 0
                    ? say("uses no quota of the day", "不占用每日配额")
                    : say("uses about ", "预计使用 ") + string.Join(say(", ", "、"), estimate.Units.Select(u => Units(u, say)))
            );
    }

    public static string Progress(HistoryProgress progress, Func<string, string, string> say) =>
        say(
            $"{progress.Broadcasts} broadcasts, {progress.NewBroadcasts} new{Back(" back to ", progress.OldestAt)}",
            $"{progress.Broadcasts} 场直播，{progress.NewBroadcasts} 场为新{Back("，最早 ", progress.OldestAt)}"
        );

    public static string Summary(HistorySummary summary, Func<string, string, string> say)
    {
        var parts = new List<string>
        {
            say($"{summary.Broadcasts} broadcasts", $"{summary.Broadcasts} 场直播"),
            say($"{summary.NewBroadcasts} new", $"新增 {summary.NewBroadcasts}"),
            say($"{summary.KnownBroadcasts} there already", $"已有 {summary.KnownBroadcasts}"),
        };
        Add(summary.HeardLive, "heard live", "直播时已记录");
        Add(summary.Running, "still running, left for the next time", "仍在进行，留待下次");
        Add(summary.Unreadable, "not readable", "无法读取");
        parts.Add(
            say(
                $"{summary.NewReadings} final numbers new or changed, {summary.UnchangedReadings} as they were",
                $"最终数据新增或变更 {summary.NewReadings} 项，未变 {summary.UnchangedReadings} 项"
            )
        );
        return string.Join(say(", ", "，"), parts) + say(".", "。");

        void Add(long count, string english, string chinese)
        {
            if (count > 0)
            {
                parts.Add(say($"{count} {english}", $"{chinese} {count}"));
            }
        }
    }

    private static string Units(HistoryUnits units, Func<string, string, string> say)
    {
        var label = Tone.Text(say(units.Label, units.LabelZh));
        var range = units.AtLeast == units.AtMost ? $"{units.AtMost}" : $"{units.AtLeast}–{units.AtMost}";
        return say($"{range} {label} ({units.Left} left today)", $"{range} {label}（今日剩余 {units.Left}）");
    }

    private static string Back(string before, Timestamp? oldest) =>
        oldest is null ? "" : before + oldest.ToDateTimeOffset().ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

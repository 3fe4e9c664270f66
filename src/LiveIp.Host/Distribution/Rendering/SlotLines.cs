using System.Globalization;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Rendering;

/// <summary>What a post has besides title and text, a line each, in the post's language.</summary>
internal static class SlotLines
{
    // The culture of the machine must not show, and a small container has none but the invariant one.
    private static readonly string[] ChineseDays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>The first are the most important.</summary>
    /// <param name="post">As it passed the border.</param>
    public static IReadOnlyList<string> Of(Post post)
    {
        var chinese = PostWords.IsChinese(post.Language);
        IEnumerable<string> lines = post.SlotsCase switch
        {
            Post.SlotsOneofCase.Schedule => Of(post.Schedule, chinese),
            Post.SlotsOneofCase.Recap => Of(post.Recap, chinese),
            Post.SlotsOneofCase.Clip => Of(post.Clip, chinese),
            _ => [],
        };
        return [.. lines.Where(static l => l.Length > 0)];
    }

    /// <summary>Of its lines, how many cannot be left out: a schedule with no time in it, or none that is to be understood, tells nothing.</summary>
    public static int Needed(Post post) => post.SlotsCase == Post.SlotsOneofCase.Schedule ? 2 : 0;

    private static IEnumerable<string> Of(Schedule schedule, bool chinese) =>
        schedule
            .Slots.Select(static s => (At: WallTime.Parse(s.LocalTime), s.Title))
            .OrderBy(static s => s.At)
            .Select(s => $"{When(s.At!.Value, chinese)} {s.Title.Trim()}")
            .Prepend(chinese ? $"时区：{schedule.TimeZone}" : $"Times in {schedule.TimeZone}");

    private static string When(DateTime local, bool chinese) =>
        chinese
            ? string.Create(CultureInfo.InvariantCulture, $"{local.Month}月{local.Day}日 {ChineseDays[(int)local.DayOfWeek]} {local:HH:mm}")
            : local.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Of(Recap recap, bool chinese) =>
        [
            recap.Length is { } length ? BroadcastWords.Length(length.ToTimeSpan(), chinese) : "",
            BroadcastWords.Peaks(recap.Peaks.Select(static p => (PostWords.Platform(p.Platform), p.Viewers)), chinese),
        ];

    private static IEnumerable<string> Of(Clip clip, bool chinese) =>
        [
            clip.Hook.Trim(),
            clip.Source.Trim() is { Length: > 0 } source
                ? chinese
                    ? $"选自直播：{source}"
                    : $"From the stream: {source}"
                : "",
        ];
}

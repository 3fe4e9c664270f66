using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Announcing;

/// <summary>The announcer and its announcements as people read them.</summary>
internal static class AnnouncementView
{
    public static string Settings(Announcer settings, Func<string, string, string> say)
    {
        if (!settings.Enabled)
        {
            return say("The announcer is off.", "自动通知已关闭。");
        }

        var to =
            settings.Distributors.Count > 0
                ? string.Join(", ", settings.Distributors)
                : say("every network that is set up", "所有已设置的渠道");
        var language = settings.Language.Length > 0 ? settings.Language : "en";
        return Tone.Text(say($"The announcer is on: to {to}, in {language}.", $"自动通知已开启：{to}，语言 {language}。"));
    }

    public static string[] Columns(Func<string, string, string> say) =>
        [say("broadcast", "直播"), say("state", "状态"), say("where", "渠道"), say("post", "发布"), say("what happened", "情况")];

    public static string[] Row(Announcement announcement, Func<string, string, string> say) =>
        [
            Tone.Text(announcement.Broadcast),
            announcement.State switch
            {
                Announcement.Types.State.Announced => $"[green]{say("announced", "已通知")}[/]",
                Announcement.Types.State.Ended => say("announced, ended", "已通知，已下播"),
                Announcement.Types.State.Waiting => say("waits", "等待中"),
                _ => $"[yellow]{say("not announced", "未通知")}[/]",
            },
            Tone.Text(string.Join(", ", announcement.Deliveries.Select(static d => d.Distributor))),
            Tone.Text(announcement.Post),
            Tone.Text(announcement.Detail),
        ];
}

using System.Globalization;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Moments;

/// <summary>Markers and clips, a line each.</summary>
internal static class MomentText
{
    public static void Write(IAnsiConsole console, IEnumerable<Moment> moments, Func<string, string, string> say)
    {
        foreach (var moment in moments)
        {
            console.MarkupLine(Line(moment, say));
        }
    }

    /// <returns>The exit code of a call that made them.</returns>
    public static int Code(IReadOnlyList<Moment> made) =>
        made.Any(static m => m.State is Moment.Types.State.Unknown or Moment.Types.State.Pending) ? ExitCodes.Unknown
        : made.Any(static m => m.State == Moment.Types.State.Refused) || made.All(static m => m.State == Moment.Types.State.Unsupported)
            ? ExitCodes.Refused
        : ExitCodes.Done;

    private static string Line(Moment moment, Func<string, string, string> say)
    {
        var at = moment.Position is { } position ? $" {Clock(position.ToTimeSpan())}" : "";
        var kind = moment.Kind == Moment.Types.Kind.Clip ? say("clip", "剪辑") : say("marker", "标记");
        var note = moment.Note.Length > 0 ? $" “{Tone.Text(moment.Note)}”" : "";
        var where = moment.Uri.Length > 0 ? $" {Tone.Text(moment.Uri)}" : "";
        var edit = moment.EditUri.Length > 0 ? say($" (edit: {Tone.Text(moment.EditUri)})", $"（编辑：{Tone.Text(moment.EditUri)}）") : "";
        var detail = moment.Detail.Length > 0 ? $" [grey]{Tone.Text(moment.Detail)}[/]" : "";
        return $"{Tone.Text(moment.Channel)}{at} {kind}{note}: {Words(moment.State, say)}{where}{edit}{detail}";
    }

    private static string Words(Moment.Types.State state, Func<string, string, string> say) =>
        state switch
        {
            Moment.Types.State.OnPlatform => $"[green]{say("on the platform", "平台已保存")}[/]",
            Moment.Types.State.Local => $"[green]{say("kept by LiveIp", "由 LiveIp 保存")}[/]",
            Moment.Types.State.Unknown =>
                $"[yellow]{say("UNKNOWN on the platform; LiveIp has the time", "平台上的结果未知；LiveIp 已记录时间")}[/]",
            Moment.Types.State.Pending => $"[yellow]{say("accepted, not there yet", "平台已接受，尚未生成")}[/]",
            Moment.Types.State.Refused => $"[red]{say("refused", "被拒绝")}[/]",
            _ => $"[grey]{say("not possible there", "该平台不支持")}[/]",
        };

    private static string Clock(TimeSpan position) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)position.TotalHours}:{position.Minutes:00}:{position.Seconds:00}");
}

using LiveIp.Host.Reports.Text;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Html.Charts;

/// <summary>The score on its scale, in the band in which usual broadcasts lie.</summary>
internal sealed class ScoreStrip(BroadcastScore score, ReportLanguage language)
{
    private const double Height = 74;
    private const double Edge = 14;

    /// <summary>Null without a score.</summary>
    public Markup? Draw(string id)
    {
        if (score is not { Value: { } value, NoiseBand: { } noise })
        {
            return null;
        }

        var least = Math.Min(20, Math.Floor((value - 3) / 10) * 10);
        var most = Math.Max(80, Math.Ceiling((value + 3) / 10) * 10);
        double X(double points) => Edge + ((points - least) / (most - least) * (ChartFrame.Width - (2 * Edge)));
        var content = new MarkupBuilder();
        content.Add(
            $"""<rect class="rail" x="{Edge}" y="26" width="{ChartFrame.Width - (2 * Edge)}" height="14" rx="7"/><rect class="band strongband" x="{X(Math.Max(least, noise.Low))}" y="26" width="{X(Math.Min(most, noise.High)) - X(Math.Max(least, noise.Low))}" height="14" rx="7"/><text class="soft" x="{X(50)}" y="16" text-anchor="middle">{language.Say("noise", "偶然波动范围")}</text><line class="usual" x1="{X(50)}" x2="{X(50)}" y1="22" y2="44"/>"""
        );
        for (var tick = least; tick <= most; tick += 10)
        {
            content.Add($"""<text class="tick" x="{X(tick)}" y="66" text-anchor="middle">{NumberText.Plain(tick)}</text>""");
        }

        content.Add($"""<circle class="score" cx="{X(value)}" cy="33" r="11"/>""");
        return ChartFrame.Svg(
            id,
            Height,
            language.Say("The score on its scale", "评分所在位置"),
            language.Say(
                $"{NumberText.Points(value)}; usual broadcasts lie between {NumberText.Points(noise.Low)} and {NumberText.Points(noise.High)}.",
                $"{NumberText.Points(value)}；平常直播在 {NumberText.Points(noise.Low)} 到 {NumberText.Points(noise.High)} 之间。"
            ),
            content.Build()
        );
    }
}

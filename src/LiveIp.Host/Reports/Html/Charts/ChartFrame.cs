using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Html.Charts;

/// <summary>Size and scales that the charts over time share, in pixels of the drawing.</summary>
internal sealed class ChartFrame
{
    public const double Width = 920;
    public const double Left = 56;
    public const double Right = 132;
    public const double Top = 18;
    public const double Bottom = 34;

    public ChartFrame(double height, double least, double most)
    {
        (Height, Least) = (height, least);
        Step = NiceStep((most - least) / 4);
        Most = least + (Math.Max(1, Math.Ceiling((most - least) / Step)) * Step);
    }

    public double Height { get; }

    public double Least { get; }

    public double Most { get; }

    public double Step { get; }

    public static double PlotWidth => Width - Left - Right;

    public double PlotHeight => Height - Top - Bottom;

    /// <summary>Of 0 to 1 across the plot.</summary>
    public static double X(double share) => Left + (share * PlotWidth);

    public double Y(double value) => Top + (PlotHeight * (1 - ((value - Least) / (Most - Least))));

    /// <summary>Lines and numbers of the values' axis.</summary>
    public Markup Grid() =>
        MarkupBuilder.Of(b =>
        {
            for (var value = Least; value <= Most + (Step / 2); value += Step)
            {
                b.Add($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(value)}" y2="{Y(value)}"/>""");
                b.Add($"""<text class="tick" x="{Left - 8}" y="{Y(value) + 4}" text-anchor="end">{NumberText.Plain(value)}</text>""");
            }
        });

    /// <summary>1, 2 or 5 times a power of ten, not below the wish, and no fraction of things that are counted.</summary>
    public static double NiceStep(double wish)
    {
        if (wish <= 1)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(wish)));
        return power
            * (
                (wish / power) switch
                {
                    <= 1 => 1,
                    <= 2 => 2,
                    <= 5 => 5,
                    _ => 10,
                }
            );
    }

    /// <summary>The outer element, with what a screen reader says.</summary>
    public static Markup Svg(string id, double height, string title, string description, Markup content) =>
        MarkupBuilder.Of(b =>
            b.Add(
                $"""<svg class="chart" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>{content}</svg>"""
            )
        );
}

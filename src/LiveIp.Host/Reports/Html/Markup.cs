using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using LiveIp.Host.Reports.Text;

namespace LiveIp.Host.Reports.Html;

/// <summary>HTML or SVG that is safe to put into a page as it is.</summary>
/// <param name="Html">Made by <see cref="MarkupBuilder"/> alone.</param>
internal readonly record struct Markup(string Html)
{
    public static Markup Empty { get; } = new("");

    public override string ToString() => Html;
}

/// <summary>
/// Writes markup. What stands in the source text goes out as it is, what is filled in is escaped: to forget it is not possible.
/// </summary>
internal sealed class MarkupBuilder
{
    private readonly StringBuilder _html = new();

    public MarkupBuilder Add([InterpolatedStringHandlerArgument("")] Handler markup)
    {
        _ = markup;
        return this;
    }

    public Markup Build() => new(_html.ToString());

    /// <summary>For short pieces.</summary>
    public static Markup Of(Action<MarkupBuilder> write)
    {
        var builder = new MarkupBuilder();
        write(builder);
        return builder.Build();
    }

    [InterpolatedStringHandler]
    internal readonly struct Handler(int literalLength, int formattedCount, MarkupBuilder builder)
    {
        private readonly StringBuilder _html = builder._html;

        private readonly int _expected = literalLength + formattedCount;

        public void AppendLiteral(string text)
        {
            _html.EnsureCapacity(_html.Length + _expected);
            _html.Append(text);
        }

        public void AppendFormatted(Markup markup) => _html.Append(markup.Html);

        public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(PlainText.Of(text ?? "")));

        public void AppendFormatted(int number) => _html.Append(number);

        public void AppendFormatted(long number) => _html.Append(number);

        /// <summary>Coordinates: a tenth of a pixel is enough.</summary>
        public void AppendFormatted(double number) => _html.Append(number.ToString("0.#", CultureInfo.InvariantCulture));
    }
}

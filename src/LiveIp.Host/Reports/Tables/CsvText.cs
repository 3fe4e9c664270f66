using System.Globalization;
using System.Text;

namespace LiveIp.Host.Reports.Tables;

/// <summary>
/// Lines of RFC 4180. Texts that a spreadsheet would take for a formula get an apostrophe in front, as OWASP advises on CSV injection:
/// a title is written by whoever likes to.
/// </summary>
internal static class CsvText
{
    /// <summary>Of one row, with its end of line. Null is an empty field.</summary>
    public static void Line(StringBuilder text, IEnumerable<object?> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            text.Append(Field(field));
        }

        text.Append("\r\n");
    }

    public static string Field(object? value) =>
        value switch
        {
            null => "",
            string text => Quoted(Harmless(text)),
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"A {value.GetType().Name} is no field.", nameof(value)),
        };

    // Full-width signs are formulas too in spreadsheets with a Chinese or Japanese keyboard in mind.
    private static string Harmless(string text) =>
        text.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || text is ['\t' or '\r' or '\n', ..]
            ? "'" + text
            : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 || text != text.Trim()
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}

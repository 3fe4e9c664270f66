using System.CommandLine.Parsing;
using System.Globalization;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary>Labels as options take them: "topic=music", "topic=music,slot=evening". Neither sign can stand in a label.</summary>
internal static class OptionLabels
{
    /// <summary>Null when it is no list of labels.</summary>
    public static Dictionary<string, string>? Parse(string typed)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in typed.Split(','))
        {
            if (word.Split('=') is not [{ Length: > 0 } label, { Length: > 0 } value] || !labels.TryAdd(label.Trim(), value.Trim()))
            {
                return null;
            }
        }

        return labels;
    }

    /// <summary>"music, evening": the values in the order of their labels.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(", ", labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => l.Value));

    public static void AreLabels(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(static t => Parse(t.Value) is null))
        {
            result.AddError($"'{token.Value}' is not label=value or label=value,label=value, as in topic=music,slot=evening.");
        }
    }

    public static void IsOneLabel(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(static t => Parse(t.Value) is not { Count: 1 }))
        {
            result.AddError($"'{token.Value}' is not label=value, as in topic=politics.");
        }
    }

    public static void IsSpacing(OptionResult result)
    {
        foreach (
            var token in result.Tokens.Where(static t => Parse(t.Value) is not { Count: 1 } one || Number(one.Values.Single()) is null)
        )
        {
            result.AddError($"'{token.Value}' is not label=number of broadcasts, as in topic=2.");
        }
    }

    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

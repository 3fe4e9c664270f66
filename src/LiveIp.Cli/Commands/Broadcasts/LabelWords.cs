using System.CommandLine;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary>Labels as people type them: <c>topic=coding</c>.</summary>
internal static class LabelWords
{
    public static Argument<string[]> Argument(ArgumentArity arity)
    {
        var labels = new Argument<string[]>("label")
        {
            Description = "name=value: letters, digits, spaces and - _ . +; an empty value takes the label away",
            Arity = arity,
        };
        labels.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token.Value}' is not name=value, as in topic=coding.");
            }
        });
        return labels;
    }

    public static Dictionary<string, string> Read(IEnumerable<string> typed)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in typed.Select(static t => t.Split('=', 2)))
        {
            // Said twice, the last word counts.
            labels[pair[0]] = pair[1];
        }

        return labels;
    }

    public static string Write(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(", ", labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => $"{l.Key}={l.Value}"));
}

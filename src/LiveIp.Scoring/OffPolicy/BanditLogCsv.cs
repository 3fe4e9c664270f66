using System.Globalization;

namespace LiveIp.Scoring.OffPolicy;

/// <summary>Reads "action,reward,pscore,pi_e_0,…,qhat_0,…", the qhat columns being optional.</summary>
public static class BanditLogCsv
{
    private const int Fixed = 3;

    /// <summary>Parses lines without their ends; the first is the header. Empty lines are skipped.</summary>
    /// <exception cref="FormatException">A line cannot be read or holds an impossible value; the text names the line (from 1).</exception>
    public static BanditLog Parse(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (actions, rewards, propensities) = (new List<int>(), new List<double>(), new List<double>());
        var (target, predictions) = (new List<double>(), new List<double>());
        Columns? columns = null;
        foreach (var (index, line) in lines.Index())
        {
            if (line.Length == 0)
            {
                continue;
            }

            var number = index + 1;
            var cells = line.Split(',');
            if (columns is null)
            {
                columns = Columns.Of(cells) ?? throw Bad(number, "the header must be action,reward,pscore,pi_e_0,…[,qhat_0,…]");
                continue;
            }

            if (cells.Length != columns.Names.Length)
            {
                throw Bad(number, $"{cells.Length} cells where the header has {columns.Names.Length}");
            }

            if (!int.TryParse(cells[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var action))
            {
                throw Bad(number, $"action is \"{cells[0]}\", not a whole number");
            }

            var values = new double[cells.Length];
            for (var i = 1; i < cells.Length; i++)
            {
                if (!double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                {
                    throw Bad(number, $"{columns.Names[i]} is \"{cells[i]}\", not a number");
                }
            }

            var roundTarget = values.AsSpan(Fixed, columns.Actions);
            var roundPredictions = values.AsSpan(Fixed + columns.Actions);
            if (BanditLog.Fault(columns.Actions, action, values[1], values[2], roundTarget, roundPredictions) is { } fault)
            {
                throw Bad(number, fault.TrimEnd('.'));
            }

            actions.Add(action);
            rewards.Add(values[1]);
            propensities.Add(values[2]);
            target.AddRange(roundTarget);
            predictions.AddRange(roundPredictions);
        }

        return columns is null
            ? throw Bad(1, "the header is missing")
            : BanditLog.Create(columns.Actions, [.. actions], [.. rewards], [.. propensities], [.. target], [.. predictions]);
    }

    private static FormatException Bad(int line, string what) => new($"Line {line}: {what}.");

    private sealed record Columns(string[] Names, int Actions)
    {
        public static Columns? Of(string[] header)
        {
            var actions = header.Count(static h => h.StartsWith("pi_e_", StringComparison.Ordinal));
            string[] target =
            [
                "action",
                "reward",
                "pscore",
                .. Enumerable.Range(0, actions).Select(static a => string.Create(CultureInfo.InvariantCulture, $"pi_e_{a}")),
            ];
            var predicted = Enumerable.Range(0, actions).Select(static a => string.Create(CultureInfo.InvariantCulture, $"qhat_{a}"));
            return actions > 0 && (header.SequenceEqual(target) || header.SequenceEqual([.. target, .. predicted]))
                ? new(header, actions)
                : null;
        }
    }
}

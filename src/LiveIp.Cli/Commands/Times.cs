using System.CommandLine.Parsing;
using System.Globalization;

namespace LiveIp.Cli.Commands;

/// <summary>Points in time as people type them: in this machine's time zone, unless they name one.</summary>
internal static class Times
{
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        if (
            DateTimeOffset.TryParse(
                result.Tokens[0].Value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces,
                out var time
            )
        )
        {
            return time;
        }

        result.AddError("A time is 2026-05-01T20:00 or 2026-05-01, with or without a time zone.");
        return null;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Channels;

namespace LiveIp.Cli.Commands.Numbers;

/// <summary>Which channels, and how far back; the same for metrics and score.</summary>
internal sealed class StretchOptions
{
    private readonly Option<string[]> _channels = new("--channel")
    {
        Description = "channels/{id}, or the id alone; may be repeated; all if absent",
    };

    private readonly Option<TimeSpan?> _since = new("--since")
    {
        Description = "How far back: 90s, 15m, 2h, 7d or hh:mm:ss; all if absent",
        CustomParser = Parse,
    };

    public StretchOptions(Command command)
    {
        command.Options.Add(_channels);
        command.Options.Add(_since);
    }

    /// <summary>One of them is given.</summary>
    public bool IsAsked(CommandResult result) => result.GetResult(_channels) is not null || result.GetResult(_since) is not null;

    public IEnumerable<string> Channels(ParseResult parsed) => (parsed.GetValue(_channels) ?? []).Select(ChannelNames.Of);

    public Timestamp? Start(ParseResult parsed) =>
        parsed.GetValue(_since) is { } back ? (TimeProvider.System.GetUtcNow() - back).ToTimestamp() : null;

    private static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit =
            text.Length == 0
                ? 0
                : "smhd".IndexOf(text[^1], StringComparison.Ordinal) switch
                {
                    0 => 1,
                    1 => 60,
                    2 => 3600,
                    3 => 86_400,
                    _ => 0,
                };
        if (unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            var seconds = (double)count * unit;
            if (seconds <= MostDays * 86_400)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }
        else if (TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        result.AddError("--since takes 90s, 15m, 2h, 7d or hh:mm:ss.");
        return null;
    }

    // Ten years: older than anything a log holds, and far from where a time would overflow.
    private const double MostDays = 3660;
}

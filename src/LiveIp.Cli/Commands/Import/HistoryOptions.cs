using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Import;

/// <summary>Which past broadcasts to import from the platforms.</summary>
internal sealed class HistoryOptions
{
    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Import past broadcasts from the platforms, those that began then or later: 2026-01-01, or 2026-01-01T20:00",
        CustomParser = Times.Parse,
    };

    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "With --since: those that began before; up to now if absent",
        CustomParser = Times.Parse,
    };

    private readonly Option<bool> _restart = new("--restart")
    {
        Description = "With --since: from the beginning, although an earlier import of the same time was not finished",
    };

    public HistoryOptions(Command command)
    {
        foreach (var option in (System.CommandLine.Option[])[_since, _until, _restart])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!IsAsked(result) && (result.GetResult(_until) is not null || result.GetResult(_restart) is { Implicit: false }))
            {
                result.AddError("--until and --restart go together with --since.");
            }
        });
    }

    /// <summary>Past broadcasts are meant, and not files.</summary>
    public bool IsAsked(CommandResult result) => result.GetResult(_since) is not null;

    public ImportHistoryRequest Request(ParseResult parsed, string channel, bool dryRun) =>
        new()
        {
            Channel = channel,
            Since = parsed.GetValue(_since)?.ToTimestamp(),
            Until = parsed.GetValue(_until)?.ToTimestamp(),
            ValidateOnly = dryRun,
            Restart = parsed.GetValue(_restart),
        };
}

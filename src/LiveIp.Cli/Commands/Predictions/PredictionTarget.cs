using System.CommandLine;
using System.Globalization;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Connection;
using State = LiveIp.V1.Prediction.Types.State;

namespace LiveIp.Cli.Commands.Predictions;

/// <summary>Which prediction is meant: of the channel that is named, or of the only one whose platform has them.</summary>
internal sealed class PredictionTarget
{
    private readonly Option<string?> _channel = new("--channel")
    {
        Description = "channels/{id}, or the id alone; else the one channel whose platform has predictions",
    };

    private readonly Option<string?> _prediction = new("--prediction") { Description = "Its id; else the one that runs" };

    public PredictionTarget(Command command)
    {
        command.Options.Add(_channel);
        command.Options.Add(_prediction);
    }

    public string Prediction(ParseResult parsed) => parsed.GetValue(_prediction) ?? "";

    /// <exception cref="CliException">There is none, or there are several.</exception>
    public async Task<string> ChannelAsync(ParseResult parsed, HostConnection host, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_channel) is { } named)
        {
            return ChannelNames.Of(named);
        }

        var plugins = await host.Plugins.ListPluginsAsync(new() { PageSize = 1000 }, cancellationToken: cancellationToken);
        var able = plugins
            .Plugins.SelectMany(static p => p.Extensions)
            .Where(static p => p.Capabilities.Contains("predictions"))
            .Select(static p => p.Id)
            .ToHashSet(StringComparer.Ordinal);
        var channels = await host.Channels.ListChannelsAsync(new() { PageSize = 1000 }, cancellationToken: cancellationToken);
        return channels.Channels.Where(c => c.Enabled && able.Contains(c.Platform)).ToArray() switch
        {
            [var one] => one.Name,
            [] => throw new CliException("No followed channel's platform has predictions.", ExitCodes.Refused),
            var several => throw new CliException(
                $"Several channels have predictions, name one with --channel: {string.Join(", ", several.Select(static c => c.Name))}",
                ExitCodes.Refused
            ),
        };
    }

    /// <summary>The prediction that is meant, and the id of its outcome that was typed as its number, its title or its id.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="channel">Where it is.</param>
    /// <param name="typed">The outcome.</param>
    /// <param name="isRepeat">
    /// The command may have been given before, and have been through: where none runs, it means the one that was resolved last.
    /// </param>
    /// <param name="host">Is asked for the predictions.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="CliException">There is none of that name.</exception>
    public async Task<(string Prediction, string Outcome)> OutcomeAsync(
        ParseResult parsed,
        string channel,
        string typed,
        bool isRepeat,
        HostConnection host,
        CancellationToken cancellationToken
    )
    {
        var listed = await host.Predictions.ListPredictionsAsync(new() { Channel = channel }, cancellationToken: cancellationToken);
        var id = Prediction(parsed);
        var meant =
            listed.Predictions.FirstOrDefault(p => id.Length > 0 ? p.Id == id : p.State is not (State.Resolved or State.Cancelled))
            ?? (isRepeat && id.Length == 0 ? listed.Predictions.FirstOrDefault(static p => p.State == State.Resolved) : null)
            ?? throw new CliException(
                id.Length > 0 ? $"{channel} has no prediction {id} among its newest." : $"No prediction runs on {channel}.",
                ExitCodes.Refused
            );
        var isNumber = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        // What it is called goes before its number: an outcome may be called "2".
        var outcome =
            meant.Outcomes.FirstOrDefault(o => o.Id == typed || string.Equals(o.Title, typed, StringComparison.OrdinalIgnoreCase))?.Id
            ?? (isNumber && number >= 1 && number <= meant.Outcomes.Count ? meant.Outcomes[number - 1].Id : null)
            ?? throw new CliException(
                $"'{typed}' is none of its outcomes: {string.Join(", ", meant.Outcomes.Select(static (o, i) => $"{i + 1} {o.Title}"))}",
                ExitCodes.Refused
            );
        return (meant.Id, outcome);
    }
}

using System.CommandLine;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Predictions;

/// <summary>Writes predictions, for people or as JSON.</summary>
internal sealed class PredictionText
{
    private readonly CommandRunner _runner;
    private readonly Option<bool> _json = Json.Option();
    private readonly Language _language;

    public PredictionText(CommandRunner runner, Command command)
    {
        _runner = runner;
        command.Options.Add(_json);
        _language = new Language(command);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, Google.Protobuf.IMessage answer, params IEnumerable<Prediction> predictions)
    {
        if (parsed.GetValue(_json))
        {
            await _runner.Output.WriteLineAsync(Json.Answer(answer));
            return ExitCodes.Done;
        }

        var say = _language.Of(parsed);
        foreach (var prediction in predictions)
        {
            Write(prediction, say);
        }

        return ExitCodes.Done;
    }

    /// <summary>What became of it on each channel.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(ParseResult parsed, CreatePredictionResponse answer)
    {
        if (parsed.GetValue(_json))
        {
            await _runner.Output.WriteLineAsync(Json.Answer(answer));
        }
        else
        {
            var say = _language.Of(parsed);
            foreach (var result in answer.Results)
            {
                if (result.Prediction is { } prediction)
                {
                    Write(prediction, say);
                    continue;
                }

                var word = result.State switch
                {
                    PredictionResult.Types.State.Unknown =>
                        $"[yellow]{say("UNKNOWN: it may be there or not", "未知：可能已发起，也可能没有")}[/]",
                    PredictionResult.Types.State.Unsupported => $"[grey]{say("not possible there", "该平台不支持")}[/]",
                    _ => $"[red]{say("refused", "被拒绝")}[/]",
                };
                _runner.Console.MarkupLine($"{Tone.Text(result.Channel)}: {word} [grey]{Tone.Text(result.Detail)}[/]");
            }
        }

        return answer.Results.Any(static r => r.State == PredictionResult.Types.State.Unknown) ? ExitCodes.Unknown
            : answer.Results.Any(static r => r.State == PredictionResult.Types.State.Refused) ? ExitCodes.Refused
            : answer.Results.Any(static r => r.State == PredictionResult.Types.State.Done) ? ExitCodes.Done
            : ExitCodes.Refused;
    }

    private void Write(Prediction prediction, Func<string, string, string> say)
    {
        var state = prediction.State switch
        {
            Prediction.Types.State.Active => say("open", "进行中"),
            Prediction.Types.State.Locked => say("locked", "已锁定"),
            Prediction.Types.State.Resolved => say("resolved", "已揭晓"),
            Prediction.Types.State.Cancelled => say("cancelled", "已取消"),
            _ => say("unknown", "未知"),
        };
        _runner.Console.MarkupLine(
            $"{Tone.Text(prediction.Channel)} “{Tone.Text(prediction.Title)}”: {state} [grey]{Tone.Text(prediction.Id)}[/]"
        );
        foreach (var (number, outcome) in prediction.Outcomes.Index())
        {
            var won = outcome.Won ? $" [green]{say("won", "胜出")}[/]" : "";
            _runner.Console.MarkupLine(
                $"  {number + 1}. {Tone.Text(outcome.Title)}: {say($"{outcome.People} people, {outcome.Points} points", $"{outcome.People} 人，{outcome.Points} 点")}{won}"
            );
        }
    }
}

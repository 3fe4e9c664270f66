using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary><c>liveip suggest record</c></summary>
internal static class SuggestRecordCommand
{
    public static Command Create(CommandRunner runner)
    {
        var suggestion = new Argument<string>("suggestion") { Description = "suggestions/{id}, or the id alone" };
        var labels = new Argument<string[]>("label")
        {
            Description = "What was streamed: label=value; may be left out when it was told before",
            Arity = ArgumentArity.ZeroOrMore,
        };
        labels.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => OptionLabels.Parse(t.Value) is not { Count: 1 }))
            {
                result.AddError($"'{token.Value}' is not label=value, as in topic=music.");
            }
        });
        var broadcast = new Option<string>("--broadcast")
        {
            Description = "broadcasts/{id}, the id alone, or last: which broadcast it was; it gets the labels. May be told later",
            DefaultValueFactory = static _ => "",
        };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "record",
            "Tell what was streamed after a suggestion, so that suggestions can be judged. 告知建议之后实际播了什么。",
            "liveip suggest record suggestions/abc topic=music slot=evening --broadcast last",
            "liveip suggest record suggestions/abc --broadcast broadcasts/12"
        )
        {
            suggestion,
            labels,
            broadcast,
            json,
        };
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new RecordChoiceRequest
                {
                    Suggestion = Name("suggestions/", parsed.GetValue(suggestion)!),
                    Broadcast = Name("broadcasts/", parsed.GetValue(broadcast)!),
                };
                foreach (var (label, value) in parsed.GetValue(labels)!.SelectMany(static l => OptionLabels.Parse(l)!))
                {
                    request.Labels[label] = value;
                }

                var answer = await host.Strategy.RecordChoiceAsync(request, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    Write(runner.Console, answer.Suggestion, language.Of(parsed));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Name(string prefix, string typed) =>
        typed.Length == 0 || typed.StartsWith(prefix, StringComparison.Ordinal) ? typed : prefix + typed;

    private static void Write(IAnsiConsole console, Suggestion suggestion, Func<string, string, string> say)
    {
        var choice = suggestion.Choice;
        console.MarkupLine(
            $"{Tone.Text(suggestion.Name)}: {Tone.Text(OptionLabels.Write(choice.Labels))} {Tone.Text(choice.Broadcast)}".TrimEnd()
        );
        var note = choice.HasPropensity
            ? say(
                $"It was drawn with a chance of {Tone.Number(Math.Round(100 * choice.Propensity, 2))} %, which back-tests use.",
                $"抽中概率为 {Tone.Number(Math.Round(100 * choice.Propensity, 2))} %，将用于回测。"
            )
            : say("It counts as your own choice: no chance is known with which it was drawn.", "计为自选：抽中概率未知。");
        console.MarkupLine($"[grey]{note}[/]");
        if (choice.Broadcast.Length == 0)
        {
            console.MarkupLine(
                $"[grey]{say("When the broadcast is known, tell it too", "得知是哪场直播后请补充")}: liveip suggest record {Tone.Text(suggestion.Name)} --broadcast broadcasts/…[/]"
            );
        }
    }
}

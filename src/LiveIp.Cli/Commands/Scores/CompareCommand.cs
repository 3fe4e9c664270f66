using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary><c>liveip compare</c></summary>
internal static class CompareCommand
{
    public static Command Create(CommandRunner runner)
    {
        var first = new Argument<string>("first") { Description = "broadcasts/{id}, the id alone, or last" };
        var second = new Argument<string>("second") { Description = "The same; what it has above the first counts as more" };
        var (profile, json) = (ScoreOptions.Profile(), Json.Option());
        var command = new DocumentedCommand(
            "compare",
            "Two broadcasts on one baseline, by what both have; chance is called chance. 比较两场直播。",
            "liveip compare 17 42",
            "liveip compare 17 last --language zh"
        )
        {
            first,
            second,
            profile,
            json,
        };
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Scores.CompareBroadcastsAsync(
                    new()
                    {
                        First = ScoreNames.Broadcast(parsed.GetValue(first)!),
                        Second = ScoreNames.Broadcast(parsed.GetValue(second)!),
                        Profile = ScoreNames.Profile(parsed.GetValue(profile)),
                        Language = language.Code(parsed),
                    },
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    Write(runner.Console, answer);
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, CompareBroadcastsResponse answer)
    {
        console.MarkupLine(ScoreText.Head(answer.First));
        console.MarkupLine(ScoreText.Head(answer.Second));
        foreach (var sentence in answer.Sentences)
        {
            console.MarkupLine(Tone.Text(sentence));
        }
    }
}

using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;

namespace LiveIp.Cli.Commands.Scores;

/// <summary><c>liveip explain</c></summary>
internal static class ExplainCommand
{
    public static Command Create(CommandRunner runner)
    {
        var broadcast = new Argument<string>("broadcast")
        {
            Description = "broadcasts/{id}, the id alone, or last",
            DefaultValueFactory = _ => "last",
        };
        var (profile, json) = (ScoreOptions.Profile(), Json.Option());
        var command = new DocumentedCommand(
            "explain",
            "The score in sentences: what made it, how sure it is, and what is missing. 用文字解释评分。",
            "liveip explain last",
            "liveip explain 42 --language zh"
        )
        {
            broadcast,
            profile,
            json,
        };
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Scores.ExplainScoreAsync(
                    new()
                    {
                        Broadcast = ScoreNames.Broadcast(parsed.GetValue(broadcast)!),
                        Profile = ScoreNames.Profile(parsed.GetValue(profile)),
                        Language = language.Code(parsed),
                    },
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                    return ExitCodes.Done;
                }

                foreach (var sentence in answer.Sentences)
                {
                    await runner.Output.WriteLineAsync(Tone.Plain(sentence));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }
}

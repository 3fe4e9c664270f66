using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary><c>liveip profiles save</c></summary>
internal static class ProfilesSaveCommand
{
    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("file") { Description = "JSON of schemas/score-profile.schema.json" };
        var makeDefault = new Option<bool>("--default") { Description = "Uses it wherever none is named" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "save",
            "Stores a profile as a new version; those before it stay, as scores name them. 保存评分配置。",
            "liveip profiles save mine.json",
            "liveip profiles save mine.json --default"
        )
        {
            file,
            makeDefault,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var text = await ProfileFile.ReadAsync(parsed.GetValue(file)!, cancellationToken);
                var answer = await host.Scores.SaveProfileAsync(
                    new()
                    {
                        Name = ScoreNames.Profile(ProfileFile.IdOf(text)),
                        Json = text,
                        MakeDefault = parsed.GetValue(makeDefault),
                    },
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    runner.Console.MarkupLine($"{Tone.Text(answer.Profile.Name)}@{answer.Profile.Version} is stored.");
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }
}

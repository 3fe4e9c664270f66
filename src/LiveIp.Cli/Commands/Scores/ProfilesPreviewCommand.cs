using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary><c>liveip profiles preview</c></summary>
internal static class ProfilesPreviewCommand
{
    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("file") { Description = "JSON of schemas/score-profile.schema.json" };
        var (profile, json) = (ScoreOptions.Profile(), Json.Option());
        var command = new DocumentedCommand(
            "preview",
            "Scores your history by a profile that is not stored, beside the one in use. 试用评分配置。",
            "liveip profiles preview mine.json",
            "liveip profiles preview mine.json --profile default"
        )
        {
            file,
            profile,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new PreviewScoringRequest
                {
                    Json = await ProfileFile.ReadAsync(parsed.GetValue(file)!, cancellationToken),
                    Profile = ScoreNames.Profile(parsed.GetValue(profile)),
                };
                var answer = await host.Scores.PreviewScoringAsync(request, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                    return ExitCodes.Done;
                }

                var table = new Table().AddColumns("broadcast", "now", "by this profile", "difference");
                foreach (var s in answer.Scores)
                {
                    table.AddRow(
                        Tone.Text(s.Now.Broadcast),
                        Value(s.Now),
                        Value(s.Previewed),
                        s is { Now.HasValue: true, Previewed.HasValue: true } ? ScoreText.Signed(s.Previewed.Value - s.Now.Value) : ""
                    );
                }

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Value(BroadcastScore score) =>
        score.HasValue ? ScoreText.Points(score.Value) : $"[grey]{Tone.Text(score.NoValue)}[/]";
}

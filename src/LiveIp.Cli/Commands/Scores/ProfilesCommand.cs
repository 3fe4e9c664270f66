using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary><c>liveip profiles</c>: what counts in a score, and how much.</summary>
internal static class ProfilesCommand
{
    public static Command Create(CommandRunner runner) =>
        new DocumentedCommand(
            "profiles",
            "What counts in a score, and how much. 管理评分配置。",
            "liveip profiles list",
            "liveip profiles preview mine.json"
        )
        {
            CreateList(runner),
            CreateShow(runner),
            ProfilesSaveCommand.Create(runner),
            ProfilesPreviewCommand.Create(runner),
            CreateDefault(runner),
        };

    private static DocumentedCommand CreateList(CommandRunner runner)
    {
        var all = new Option<bool>("--all") { Description = "Also the versions before the newest" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "list",
            "All profiles, with the one that is meant where none is named. 列出评分配置。",
            "liveip profiles list",
            "liveip profiles list --all --json"
        )
        {
            all,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Scores.ListProfilesAsync(
                    new() { AllVersions = parsed.GetValue(all) },
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                    return ExitCodes.Done;
                }

                var table = new Table().AddColumns("profile", "version", "default", "from");
                foreach (var p in answer.Profiles)
                {
                    table.AddRow(
                        Tone.Text(ScoreNames.Short(p.Name)),
                        Tone.Number(p.Version),
                        p.IsDefault ? "yes" : "",
                        p.BuiltIn ? "LiveIp" : "you"
                    );
                }

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static DocumentedCommand CreateShow(CommandRunner runner)
    {
        var name = new Argument<string>("profile") { Description = "The id, with @version if wanted" };
        var schema = new Option<bool>("--schema") { Description = "The JSON Schema of profiles in place of the profile" };
        var command = new DocumentedCommand(
            "show",
            "A profile as JSON, to be changed and saved under an id of your own. 显示评分配置。",
            "liveip profiles show default > mine.json",
            "liveip profiles show mine@2"
        )
        {
            name,
            schema,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Scores.ListProfilesAsync(new() { AllVersions = true }, cancellationToken: cancellationToken);
                var asked = ScoreNames.Short(parsed.GetValue(name)!);
                if (parsed.GetValue(schema))
                {
                    await runner.Output.WriteLineAsync(answer.JsonSchema);
                    return ExitCodes.Done;
                }

                // The newest version of each comes first.
                var found = answer.Profiles.FirstOrDefault(p => Is(p, asked));
                if (found is null)
                {
                    throw new CliException($"There is no profile '{asked}'; see: liveip profiles list --all", ExitCodes.Refused);
                }

                await runner.Output.WriteLineAsync(found.Json);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static bool Is(ScoringProfile profile, string asked)
    {
        var id = ScoreNames.Short(profile.Name);
        return asked == id || asked == $"{id}@{Tone.Number(profile.Version)}";
    }

    private static DocumentedCommand CreateDefault(CommandRunner runner)
    {
        var name = new Argument<string>("profile") { Description = "The id" };
        var command = new DocumentedCommand(
            "default",
            "Uses a profile wherever none is named. 设为默认评分配置。",
            "liveip profiles default mine"
        )
        {
            name,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new SaveProfileRequest { Name = ScoreNames.Profile(parsed.GetValue(name)), MakeDefault = true };
                await host.Scores.SaveProfileAsync(request, cancellationToken: cancellationToken);
                runner.Console.MarkupLine($"{Tone.Text(request.Name)} is the default.");
                return ExitCodes.Done;
            }
        );
        return command;
    }
}

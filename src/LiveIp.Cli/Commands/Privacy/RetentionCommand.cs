using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Privacy;

/// <summary><c>liveip retention</c>, with <c>set</c></summary>
internal static class RetentionCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = Json.Option();
        var command = new DocumentedCommand(
            "retention",
            "How long each class of content is kept, by platform. 查看各平台内容的保留期限。",
            "liveip retention",
            "liveip retention set twitch.personal=14d"
        )
        {
            json,
            CreateSet(runner),
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Privacy.GetRetentionAsync(new(), cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    Write(runner.Console, answer.Rules);
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static DocumentedCommand CreateSet(CommandRunner runner)
    {
        var rules = new Argument<string[]>("rule")
        {
            Description =
                "platform.class=time: class is personal, events, statistics or aggregates; time is 30d, 12h or forever, with +verified for as long as the sign-in is confirmed",
            Arity = ArgumentArity.OneOrMore,
        };
        rules.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => KeepWords.Parse(t.Value) is null))
            {
                result.AddError($"'{token.Value}' is not platform.class=time, as in youtube.personal=30d.");
            }
        });
        var command = new DocumentedCommand(
            "set",
            "Change how long content is kept; what is over age then goes, for good. 修改保留期限，超期内容将被永久删除。",
            "liveip retention set youtube.personal=7d",
            "liveip retention set twitch.events=forever youtube.statistics=30d+verified"
        )
        {
            rules,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new UpdateRetentionRequest { Rules = { parsed.GetValue(rules)!.Select(static r => KeepWords.Parse(r)!) } };
                var answer = await host.Privacy.UpdateRetentionAsync(request, cancellationToken: cancellationToken);
                Write(runner.Console, answer.Rules);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, IEnumerable<RetentionRule> rules)
    {
        var table = new Table().AddColumns("platform", "class", "kept", "at most", "set by", "why");
        foreach (var rule in rules)
        {
            table.AddRow(
                Tone.Platform(rule.Platform),
                KeepWords.Write(rule.ContentClass),
                KeepWords.Write(rule.Keep, rule.WhileVerified),
                rule.AtMost is null ? "" : KeepWords.Write(rule.AtMost),
                rule.IsDefault ? "LiveIp" : "you",
                Tone.Text(rule.Note)
            );
        }

        console.Write(table);
    }
}

using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary><c>liveip suggest</c>, with <c>record</c> and <c>list</c></summary>
internal static class SuggestCommand
{
    public static Command Create(CommandRunner runner)
    {
        var options = new SuggestOptions();
        var json = Json.Option();
        var command = new DocumentedCommand(
            "suggest",
            "What to stream next, by your own history, and how sure that is; nothing is published by it. 根据自己的历史建议下一场播什么。",
            "liveip suggest",
            "liveip suggest --veto topic=politics --spacing topic=2",
            "liveip suggest --candidate topic=music,slot=evening --candidate topic=talk,slot=evening",
            "liveip suggest record suggestions/abc topic=music slot=evening"
        )
        {
            json,
            SuggestRecordCommand.Create(runner),
            SuggestListCommand.Create(runner),
        };
        options.AddTo(command);
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Strategy.SuggestAsync(options.Request(parsed), cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    SuggestionText.Write(runner.Console, answer.Suggestion, language.Of(parsed));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }
}

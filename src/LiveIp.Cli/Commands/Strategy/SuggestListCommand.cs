using System.CommandLine;
using System.Globalization;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary><c>liveip suggest list</c></summary>
internal static class SuggestListCommand
{
    public static Command Create(CommandRunner runner)
    {
        var most = new Option<int>("--most") { Description = "So many, newest first", DefaultValueFactory = static _ => 20 };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "list",
            "What was suggested, and what was then streamed; newest first. 列出以往的建议及实际播出内容。",
            "liveip suggest list",
            "liveip suggest list --most 100 --json"
        )
        {
            most,
            json,
        };
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = new ListSuggestionsResponse();
                var request = new ListSuggestionsRequest();
                do
                {
                    request.PageSize = Math.Clamp(parsed.GetValue(most) - all.Suggestions.Count, 1, 1000);
                    var page = await host.Strategy.ListSuggestionsAsync(request, cancellationToken: cancellationToken);
                    all.Suggestions.Add(page.Suggestions);
                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0 && all.Suggestions.Count < parsed.GetValue(most));

                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(all));
                }
                else
                {
                    runner.Console.Write(Table(all.Suggestions, language.Of(parsed)));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Table Table(IEnumerable<Suggestion> suggestions, Func<string, string, string> say)
    {
        var table = new Table().AddColumns(
            say("name", "名称"),
            say("made", "时间"),
            say("suggested", "建议"),
            say("chance", "抽中概率"),
            say("streamed", "实际播出"),
            say("broadcast", "直播")
        );
        foreach (var s in suggestions)
        {
            var first = s.Options.FirstOrDefault();
            table.AddRow(
                Tone.Text(s.Name),
                s.CreatedAt.ToDateTimeOffset().ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                first is null
                    ? ""
                    : Tone.Text(OptionLabels.Write(first.Labels)) + (s.Exploring ? $" [grey]({say("exploring", "探索")})[/]" : ""),
                first is null ? "" : $"{Tone.Number(Math.Round(100 * first.Propensity, 2))} %",
                s.Choice is null ? "" : Tone.Text(OptionLabels.Write(s.Choice.Labels)),
                Tone.Text(s.Choice?.Broadcast ?? "")
            );
        }

        return table;
    }
}

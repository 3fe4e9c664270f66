using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Privacy;

/// <summary><c>liveip forgettings</c></summary>
internal static class ForgettingsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = Json.Option();
        var command = new DocumentedCommand(
            "forgettings",
            "When somebody asked to be forgotten, and when it was done; not who. 列出遗忘请求及其完成时间。",
            "liveip forgettings",
            "liveip forgettings --json"
        )
        {
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = new ListForgettingsResponse();
                var request = new ListForgettingsRequest { PageSize = 1000 };
                do
                {
                    var page = await host.Privacy.ListForgettingsAsync(request, cancellationToken: cancellationToken);
                    all.Forgettings.Add(page.Forgettings);
                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0);

                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(all));
                    return ExitCodes.Done;
                }

                var table = new Table().AddColumns("name", "state", "asked", "done", "events", "mentions", "posts");
                foreach (var f in all.Forgettings)
                {
                    table.AddRow(
                        Tone.Text(f.Name),
                        Tone.Text($"{f.State} {f.Detail}".TrimEnd()),
                        Time(f.AskedAt),
                        Time(f.DoneAt),
                        Tone.Number(f.EventsBlanked),
                        Tone.Number(f.MentionsBlanked),
                        Tone.Number(f.PostsChanged)
                    );
                }

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Time(Timestamp? time) =>
        time?.ToDateTimeOffset().ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";
}

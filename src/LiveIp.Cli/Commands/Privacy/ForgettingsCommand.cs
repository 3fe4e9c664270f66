using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Privacy;

/// <summary><c>liveip forgettings</c></summary>
internal static class ForgettingsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "forgettings",
            "When somebody asked to be forgotten, and when it was done; not who. 列出遗忘请求及其完成时间。",
            "liveip forgettings",
            "liveip forgettings --json"
        );
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = await Listing.AllAsync(
                    async token =>
                        await host.Privacy.ListForgettingsAsync(
                            new() { PageSize = 1000, PageToken = token },
                            cancellationToken: cancellationToken
                        ),
                    static (all, page) =>
                    {
                        all.Forgettings.Add(page.Forgettings);
                        return page.NextPageToken;
                    }
                );
                string[] columns = ["name", "state", "asked", "done", "events", "mentions", "posts"];
                return await listing.WriteAsync(parsed, all, all.Forgettings, columns, Row);
            }
        );
        return command;
    }

    private static string[] Row(Forgetting f) =>
        [
            Tone.Text(f.Name),
            Tone.Text($"{f.State} {f.Detail}".TrimEnd()),
            Tone.Time(f.AskedAt),
            Tone.Time(f.DoneAt),
            Tone.Number(f.EventsBlanked),
            Tone.Number(f.MentionsBlanked),
            Tone.Number(f.PostsChanged),
        ];
}

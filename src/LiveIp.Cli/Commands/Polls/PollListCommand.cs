using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;

namespace LiveIp.Cli.Commands.Polls;

/// <summary><c>liveip poll list</c></summary>
internal static class PollListCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand("list", "All polls, newest first. 列出所有投票，最新的在前。", "liveip poll list");
        var listing = new Listing(runner, command);
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var all = await Listing.AllAsync(
                    async token =>
                        await host.Polls.ListPollsAsync(new() { PageSize = 1000, PageToken = token }, cancellationToken: cancellationToken),
                    static (all, page) =>
                    {
                        all.Polls.Add(page.Polls);
                        return page.NextPageToken;
                    }
                );
                return await listing.WriteAsync(
                    parsed,
                    all,
                    all.Polls,
                    [say("poll", "投票"), say("began", "开始"), say("state", "状态"), say("question", "问题"), say("votes", "票数")],
                    p =>
                        [
                            Tone.Text(p.Name),
                            Tone.Time(p.CreateTime),
                            Tone.Text(PollView.Word(p.State, say)),
                            Tone.Text(p.Question),
                            Tone.Text(PollView.Votes(p)),
                        ]
                );
            }
        );
        return command;
    }
}

using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Announcing;

/// <summary><c>liveip announce on</c>, <c>off</c> and <c>for</c></summary>
internal static class AnnounceSettings
{
    public static Command On(CommandRunner runner)
    {
        var to = new Option<string[]>("--to") { Description = "Id of a distributor; may be repeated; 'all' for every one that is set up" };
        var (text, ended) = Texts();
        var tags = new Option<string[]>("--tag") { Description = "Without '#'; may be repeated" };
        var settle = new Option<int?>("--settle")
        {
            Description = "Seconds after the beginning, so that platforms that go live together stand in the first form; 60 unless said",
        };
        var command = new DocumentedCommand(
            "on",
            "Turn it on. What is not said stays as it is set. 开启。",
            "liveip announce on --to discord --language zh",
            "liveip announce on --to all --tag stars --text \"Come in! {platforms}\""
        )
        {
            to,
            text,
            ended,
            tags,
            settle,
        };
        return Change(
            runner,
            command,
            (parsed, language, settings) =>
            {
                settings.Enabled = true;
                if (language.IsSaid(parsed) || settings.Language.Length == 0)
                {
                    // What people are told in is what the one who turns it on reads.
                    settings.Language = language.Code(parsed);
                }

                if (parsed.GetValue(to) is { Length: > 0 } distributors)
                {
                    settings.Distributors.Clear();
                    settings.Distributors.Add(distributors.Where(static d => d != "all"));
                }

                settings.Text = parsed.GetValue(text) ?? settings.Text;
                settings.EndedText = parsed.GetValue(ended) ?? settings.EndedText;
                if (parsed.GetValue(tags) is { Length: > 0 } given)
                {
                    settings.Tags.Clear();
                    settings.Tags.Add(given);
                }

                settings.Settle = parsed.GetValue(settle) is { } seconds ? new Duration { Seconds = seconds } : settings.Settle;
            }
        );
    }

    public static Command Off(CommandRunner runner) =>
        Change(
            runner,
            new DocumentedCommand("off", "Turn it off; what was announced is still edited at the end. 关闭。", "liveip announce off"),
            static (_, _, settings) => settings.Enabled = false
        );

    public static Command For(CommandRunner runner)
    {
        var name = new Argument<string>("broadcast") { Description = "broadcasts/{id}, or the id alone; planned ones too" };
        var skip = new Option<bool>("--skip") { Description = "Do not announce this one" };
        var also = new Option<bool>("--also") { Description = "Announce this one though the announcer is off" };
        var title = new Option<string>("--title") { Description = "In the place of the broadcast's own" };
        var (text, ended) = Texts();
        var command = new DocumentedCommand(
            "for",
            "Say what is otherwise for one broadcast; without options, take that back. 单场直播的例外设置。",
            "liveip announce for broadcasts/plan-k7m2x9q4ab3c --skip",
            "liveip announce for 7 --title \"The long night\""
        )
        {
            name,
            skip,
            also,
            title,
            text,
            ended,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(skip) && result.GetValue(also))
            {
                result.AddError("--skip and --also exclude each other.");
            }
        });
        var (json, language) = (Json.Option(), new Language(command));
        command.Options.Add(json);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var said = new AnnouncementOverride
                {
                    Broadcast = BroadcastNames.Of(parsed.GetValue(name)!),
                    Title = parsed.GetValue(title) ?? "",
                    Text = parsed.GetValue(text) ?? "",
                    EndedText = parsed.GetValue(ended) ?? "",
                };
                if (parsed.GetValue(skip) || parsed.GetValue(also))
                {
                    said.Enabled = parsed.GetValue(also);
                }

                var answer = await host.Announcements.SetAnnouncementOverrideAsync(
                    new() { Override = said },
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    runner.Console.MarkupLine(language.Of(parsed)("Noted.", "已记录。"));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static (Option<string> Text, Option<string> Ended) Texts() =>
        (
            new("--text") { Description = "Under the title; {title}, {platforms} and {category} stand for the broadcast's" },
            new("--ended-text") { Description = "After the end; {length} and {peak} besides" }
        );

    private static DocumentedCommand Change(
        CommandRunner runner,
        DocumentedCommand command,
        Action<ParseResult, Language, Announcer> change
    )
    {
        var (json, language) = (Json.Option(), new Language(command));
        command.Options.Add(json);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await ChangeAsync(host, settings => change(parsed, language, settings), cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    runner.Console.MarkupLine(AnnouncementView.Settings(answer.Announcer, language.Of(parsed)));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<UpdateAnnouncerResponse> ChangeAsync(
        HostConnection host,
        Action<Announcer> change,
        CancellationToken cancellationToken
    )
    {
        var settings = (await host.Announcements.GetAnnouncerAsync(new(), cancellationToken: cancellationToken)).Announcer;
        change(settings);
        return await host.Announcements.UpdateAnnouncerAsync(new() { Announcer = settings }, cancellationToken: cancellationToken);
    }
}

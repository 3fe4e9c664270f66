using System.CommandLine;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Privacy;

/// <summary><c>liveip forget</c></summary>
internal static class ForgetCommand
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    public static Command Create(CommandRunner runner)
    {
        var person = new Argument<string>("person") { Description = "As events name them: youtube:UC…, twitch:123, bilibili-open:…" };
        var names = new Option<string[]>("--name") { Description = "A name that the log may not know; may be repeated" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "forget",
            "Blank a person in everything stored, for good; what comes later of them arrives blank. 永久抹去某人的个人内容。",
            "liveip forget twitch:123",
            "liveip forget youtube:UCabc --name \"Old Name\" --yes"
        )
        {
            person,
            names,
            yes,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var who = parsed.GetValue(person)!;
                if (!parsed.GetValue(yes) && !await ConfirmAsync(runner, who, cancellationToken))
                {
                    runner.Console.MarkupLine("Nothing was changed.");
                    return ExitCodes.Refused;
                }

                var request = new ForgetPersonRequest { Person = who, Names = { parsed.GetValue(names) ?? [] } };
                var asked = (await host.Privacy.ForgetPersonAsync(request, cancellationToken: cancellationToken)).Forgetting;
                var done = await FollowAsync(runner, host, asked, cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(done));
                }
                else
                {
                    runner.Console.MarkupLine(
                        $"Forgotten. Blanked: {done.EventsBlanked} events of theirs, {done.MentionsBlanked} of others that named them, {done.PostsChanged} posts; {done.NamesFound} names. ({Tone.Text(done.Name)})"
                    );
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<bool> ConfirmAsync(CommandRunner runner, string who, CancellationToken cancellationToken)
    {
        if (!runner.Console.Profile.Capabilities.Interactive || System.Console.IsInputRedirected)
        {
            throw new CliException("This cannot be undone, and there is nobody to ask: say --yes.", ExitCodes.Usage);
        }

        return await new ConfirmationPrompt($"Forget {Tone.Text(who)} in everything that is stored? This cannot be undone.")
        {
            DefaultValue = false,
        }.ShowAsync(runner.Console, cancellationToken);
    }

    // The wish is durable: who stops waiting stops nothing.
    private static async Task<Forgetting> FollowAsync(
        CommandRunner runner,
        HostConnection host,
        Forgetting asked,
        CancellationToken cancellationToken
    )
    {
        var (now, told) = (asked, (State: Forgetting.Types.State.Unspecified, Detail: ""));
        while (now.State != Forgetting.Types.State.Done)
        {
            if (told != (now.State, now.Detail))
            {
                await runner.NoteAsync($"{Phase(now)} {now.Detail}".TrimEnd());
                told = (now.State, now.Detail);
            }

            await Task.Delay(AskEvery, TimeProvider.System, cancellationToken);
            now = (await host.Privacy.GetForgettingAsync(new() { Name = asked.Name }, cancellationToken: cancellationToken)).Forgetting;
        }

        return now;
    }

    private static string Phase(Forgetting forgetting) =>
        forgetting.State switch
        {
            Forgetting.Types.State.Looking => $"{forgetting.Name}: looking through {forgetting.LastSequence} events for their names…",
            Forgetting.Types.State.Blanking => $"{forgetting.Name}: blanking the log…",
            Forgetting.Types.State.OtherStores => $"{forgetting.Name}: posts and series…",
            _ => $"{forgetting.Name}: overwriting what the files still hold…",
        };
}

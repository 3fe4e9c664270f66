using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Chat;

/// <summary><c>liveip delete</c>, <c>timeout</c>, <c>ban</c> and <c>unban</c>.</summary>
internal static class ModerationCommands
{
    public static IEnumerable<Command> Create(CommandRunner runner) => [Delete(runner), TimeOut(runner), Ban(runner), Unban(runner)];

    private static DocumentedCommand Delete(CommandRunner runner)
    {
        var message = EventNames.Argument();
        var command = new DocumentedCommand(
            "delete",
            "Take a message out of its chat. 删除某条聊天消息。",
            "liveip delete 1234",
            "liveip delete abc/LCC.EhwKGk"
        )
        {
            message,
        };
        On(
            runner,
            command,
            async (parsed, host, id, cancellationToken) =>
                await host.Chat.DeleteMessageAsync(
                    new() { Event = EventNames.Of(parsed.GetValue(message)!), RequestId = id },
                    deadline: ChatCalls.Deadline,
                    cancellationToken: cancellationToken
                ),
            "The message is out.",
            "消息已删除。"
        );
        return command;
    }

    private static DocumentedCommand TimeOut(CommandRunner runner)
    {
        var person = Person();
        var seconds = new Argument<long>("seconds") { Description = "How long, in whole seconds" };
        seconds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<long>() is not (> 0 and <= 315_576_000_000))
            {
                result.AddError("seconds: at least 1.");
            }
        });
        var reason = Reason();
        var command = new DocumentedCommand(
            "timeout",
            "Keep somebody from writing for a while. 禁言一段时间。",
            "liveip timeout 1234 600",
            "liveip timeout abc/twitch:123 60 --reason spam"
        )
        {
            person,
            seconds,
            reason,
        };
        On(
            runner,
            command,
            async (parsed, host, id, cancellationToken) =>
                await host.Chat.TimeoutPersonAsync(
                    new()
                    {
                        Target = Target(parsed.GetValue(person)!),
                        Duration = new Duration { Seconds = parsed.GetValue(seconds) },
                        Reason = parsed.GetValue(reason)!,
                        RequestId = id,
                    },
                    deadline: ChatCalls.Deadline,
                    cancellationToken: cancellationToken
                ),
            "Timed out.",
            "已禁言。"
        );
        return command;
    }

    private static DocumentedCommand Ban(CommandRunner runner)
    {
        var person = Person();
        var reason = Reason();
        var command = new DocumentedCommand(
            "ban",
            "Keep somebody from writing for good. 封禁。",
            "liveip ban 1234 --reason spam",
            "liveip ban abc/twitch:123"
        )
        {
            person,
            reason,
        };
        On(
            runner,
            command,
            async (parsed, host, id, cancellationToken) =>
                await host.Chat.BanPersonAsync(
                    new()
                    {
                        Target = Target(parsed.GetValue(person)!),
                        Reason = parsed.GetValue(reason)!,
                        RequestId = id,
                    },
                    deadline: ChatCalls.Deadline,
                    cancellationToken: cancellationToken
                ),
            "Banned.",
            "已封禁。"
        );
        return command;
    }

    private static DocumentedCommand Unban(CommandRunner runner)
    {
        var person = Person();
        var command = new DocumentedCommand(
            "unban",
            "Take a time-out or ban back. 解除禁言或封禁。",
            "liveip unban 1234",
            "liveip unban abc/twitch:123"
        )
        {
            person,
        };
        On(
            runner,
            command,
            async (parsed, host, id, cancellationToken) =>
                await host.Chat.UnbanPersonAsync(
                    new() { Target = Target(parsed.GetValue(person)!), RequestId = id },
                    deadline: ChatCalls.Deadline,
                    cancellationToken: cancellationToken
                ),
            "May write again.",
            "已解除。"
        );
        return command;
    }

    private static Argument<string> Person()
    {
        var argument = new Argument<string>("person")
        {
            Description = "An event of theirs by its sequence or as channel/id, or the person as channel/platform:id",
        };
        argument.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && EventNames.Find(token.Value) is null)
            {
                result.AddError($"'{token.Value}' names nobody: give an event's sequence, channel/id, or channel/platform:id.");
            }
        });
        return argument;
    }

    // Ids of people have the platform in front; ids of events have no colon on the platforms that ban.
    private static PersonTarget Target(string typed)
    {
        var name = EventNames.Of(typed);
        return name.Id.Contains(':', StringComparison.Ordinal)
            ? new PersonTarget { Channel = name.Channel, Person = name.Id }
            : new PersonTarget { Event = name };
    }

    private static Option<string> Reason() =>
        new("--reason") { Description = "For the platform's own record, where it keeps one", DefaultValueFactory = static _ => "" };

    private static void On(
        CommandRunner runner,
        DocumentedCommand command,
        Func<ParseResult, Connection.HostConnection, string, CancellationToken, Task<Google.Protobuf.IMessage>> call,
        string done,
        string doneZh
    )
    {
        var request = Acting.RequestId();
        var json = Json.Option();
        command.Options.Add(request);
        command.Options.Add(json);
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await call(parsed, host, parsed.GetValue(request)!, cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    runner.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{language.Of(parsed)(done, doneZh)}");
                }

                return ExitCodes.Done;
            }
        );
    }
}

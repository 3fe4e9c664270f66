using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Chat;

/// <summary><c>liveip say</c></summary>
internal static class SayCommand
{
    public static Command Create(CommandRunner runner)
    {
        var text = ChatCalls.Words("What to write; what is too long for a platform becomes several lines");
        var channels = ChatCalls.Channels();
        var announce = new Option<bool>("--announce")
        {
            Description = "In the form that a platform keeps for what everybody is to see; an ordinary message where it has none",
        };
        var strict = new Option<bool>("--no-plain") { Description = "With --announce: only where the platform has announcements" };
        var command = new DocumentedCommand(
            "say",
            "Write in the chats, all at once. Exit code 5 when it is not known whether it is there. 在各平台聊天室同时发言。",
            "liveip say Back in five minutes",
            "liveip say --channel abc \"Only here: https://example.com/vote\"",
            "liveip say --announce The raffle starts now"
        )
        {
            text,
            channels,
            announce,
            strict,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(strict) && !result.GetValue(announce))
            {
                result.AddError("--no-plain is for --announce.");
            }
        });
        var calls = new ChatCalls(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var named = parsed.GetValue(channels) ?? [];
                var words = string.Join(' ', parsed.GetValue(text)!);
                if (parsed.GetValue(announce))
                {
                    var announced = await host.Chat.AnnounceAsync(
                        new()
                        {
                            Text = words,
                            Channels = { named.Select(ChannelNames.Of) },
                            AllowPlain = !parsed.GetValue(strict),
                            AllowPartial = named.Length == 0,
                            RequestId = calls.RequestId(parsed),
                        },
                        deadline: ChatCalls.Deadline,
                        cancellationToken: cancellationToken
                    );
                    return await calls.WriteAsync(parsed, announced, announced.Results);
                }

                var request = new SendMessageRequest
                {
                    Text = words,
                    Channels = { named.Select(ChannelNames.Of) },
                    // Who names no channel means those where it can be done.
                    AllowPartial = named.Length == 0,
                    RequestId = calls.RequestId(parsed),
                };
                var answer = await host.Chat.SendMessageAsync(request, deadline: ChatCalls.Deadline, cancellationToken: cancellationToken);
                return await calls.WriteAsync(parsed, answer, answer.Results);
            }
        );
        return command;
    }
}

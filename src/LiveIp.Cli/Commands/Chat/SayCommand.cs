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
        var command = new DocumentedCommand(
            "say",
            "Write in the chats, all at once. Exit code 5 when it is not known whether it is there. 在各平台聊天室同时发言。",
            "liveip say Back in five minutes",
            "liveip say --channel abc \"Only here: https://example.com/vote\""
        )
        {
            text,
            channels,
        };
        var calls = new ChatCalls(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var named = parsed.GetValue(channels) ?? [];
                var request = new SendMessageRequest
                {
                    Text = string.Join(' ', parsed.GetValue(text)!),
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

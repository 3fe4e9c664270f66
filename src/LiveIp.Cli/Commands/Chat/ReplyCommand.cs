using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Chat;

/// <summary><c>liveip reply</c></summary>
internal static class ReplyCommand
{
    public static Command Create(CommandRunner runner)
    {
        var message = EventNames.Argument();
        var text = ChatCalls.Words("The answer");
        var strict = new Option<bool>("--no-plain")
        {
            Description = "Only where the platform has replies; else it is an ordinary message that begins with the name",
        };
        var command = new DocumentedCommand(
            "reply",
            "Answer one chat message. 回复某条聊天消息。",
            "liveip reply 1234 Yes, tomorrow at eight",
            "liveip reply abc/LCC.EhwKGk Thank you"
        )
        {
            message,
            text,
            strict,
        };
        var calls = new ChatCalls(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new ReplyToMessageRequest
                {
                    Event = EventNames.Of(parsed.GetValue(message)!),
                    Text = string.Join(' ', parsed.GetValue(text)!),
                    AllowPlain = !parsed.GetValue(strict),
                    RequestId = calls.RequestId(parsed),
                };
                var answer = await host.Chat.ReplyToMessageAsync(
                    request,
                    deadline: ChatCalls.Deadline,
                    cancellationToken: cancellationToken
                );
                return await calls.WriteAsync(parsed, answer, [answer.Result]);
            }
        );
        return command;
    }
}

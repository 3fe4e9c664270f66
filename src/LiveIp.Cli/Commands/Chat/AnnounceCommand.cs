using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Chat;

/// <summary><c>liveip announce</c></summary>
internal static class AnnounceCommand
{
    public static Command Create(CommandRunner runner)
    {
        var text = ChatCalls.Words("What everybody is to see");
        var channels = ChatCalls.Channels();
        var strict = new Option<bool>("--no-plain")
        {
            Description = "Only where the platform has announcements; else it is an ordinary message there",
        };
        var command = new DocumentedCommand(
            "announce",
            "As say, in the form that a platform keeps for what everybody is to see. 发布公告。",
            "liveip announce The raffle starts now",
            "liveip announce --no-plain --channel abc Last call"
        )
        {
            text,
            channels,
            strict,
        };
        var calls = new ChatCalls(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var named = parsed.GetValue(channels) ?? [];
                var request = new AnnounceRequest
                {
                    Text = string.Join(' ', parsed.GetValue(text)!),
                    Channels = { named.Select(ChannelNames.Of) },
                    AllowPlain = !parsed.GetValue(strict),
                    AllowPartial = named.Length == 0,
                    RequestId = calls.RequestId(parsed),
                };
                var answer = await host.Chat.AnnounceAsync(request, deadline: ChatCalls.Deadline, cancellationToken: cancellationToken);
                return await calls.WriteAsync(parsed, answer, answer.Results);
            }
        );
        return command;
    }
}

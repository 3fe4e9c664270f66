using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Moments;

/// <summary><c>liveip marker</c></summary>
internal static class MarkerCommand
{
    public static Command Create(CommandRunner runner)
    {
        var note = MomentCalls.Words("note", "What to find it by");
        var channels = MomentCalls.Channels();
        var command = new DocumentedCommand(
            "marker",
            "Mark this moment of the show: kept by LiveIp, and on the platform where it has markers. 标记直播中的此刻。",
            "liveip marker \"boss fight begins\"",
            "liveip marker --channel abc"
        )
        {
            note,
            channels,
        };
        var calls = new MomentCalls(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new CreateMarkerRequest
                {
                    Note = string.Join(' ', parsed.GetValue(note) ?? []),
                    Channels = { (parsed.GetValue(channels) ?? []).Select(ChannelNames.Of) },
                    RequestId = calls.RequestId(parsed),
                };
                var answer = await host.Moments.CreateMarkerAsync(request, deadline: Acting.Deadline, cancellationToken: cancellationToken);
                return await calls.WriteAsync(parsed, answer, answer.Moments);
            }
        );
        return command;
    }
}

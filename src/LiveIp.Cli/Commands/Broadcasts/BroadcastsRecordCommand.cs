using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary><c>liveip broadcasts record</c></summary>
internal static class BroadcastsRecordCommand
{
    public static Command Create(CommandRunner runner)
    {
        var from = Time("--from", "When it began");
        var to = Time("--to", "When it ended");
        var channels = new Option<string[]>("--channel")
        {
            Description = "channels/{id}, or the id alone; may be repeated",
            Required = true,
        };
        var title = new Option<string>("--title") { Description = "Its title" };
        var labels = LabelWords.Argument(ArgumentArity.ZeroOrMore);
        var command = new DocumentedCommand(
            "record",
            "Say that you were on air when no platform told LiveIp. 补记平台没有告知的直播。",
            "liveip broadcasts record --from 2026-05-01T20:00 --to 2026-05-01T22:30 --channel abc topic=coding",
            "liveip broadcasts record --from 2026-05-01T20:00+08:00 --to 2026-05-01T22:30+08:00 --channel abc --channel def"
        )
        {
            labels,
            from,
            to,
            channels,
            title,
        };
        var view = new BroadcastView(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new RecordBroadcastRequest
                {
                    StartTime = parsed.GetValue(from).ToTimestamp(),
                    EndTime = parsed.GetValue(to).ToTimestamp(),
                    Title = parsed.GetValue(title) ?? "",
                    RequestId = Guid.NewGuid().ToString("N"),
                };
                request.Channels.Add((parsed.GetValue(channels) ?? []).Select(ChannelNames.Of));
                request.Labels.Add(LabelWords.Read(parsed.GetValue(labels) ?? []));
                var answer = await host.Broadcasts.RecordBroadcastAsync(request, cancellationToken: cancellationToken);
                return await view.WriteAsync(parsed, answer, answer.Broadcast);
            }
        );
        return command;
    }

    private static Option<DateTimeOffset> Time(string name, string description) =>
        new(name)
        {
            Description = $"{description}: 2026-05-01T20:00, in this machine's time zone, or with one of its own",
            Required = true,
            CustomParser = static result => Times.Parse(result) ?? default,
        };
}

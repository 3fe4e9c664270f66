using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Moments;

/// <summary><c>liveip clip</c></summary>
internal static class ClipCommand
{
    public static Command Create(CommandRunner runner)
    {
        var title = MomentCalls.Words("title", "Its title; else the platform's own");
        var seconds = new Option<double?>("--seconds") { Description = "How long; Twitch takes 5 to 60, in tenths" };
        var channels = MomentCalls.Channels();
        var command = new DocumentedCommand(
            "clip",
            "Have the platform clip what was just on air. Exit code 5 when it was accepted and is not there yet, or nobody knows. 让平台剪辑刚才的画面。",
            "liveip clip",
            "liveip clip \"what a save\" --seconds 30 --channel abc"
        )
        {
            title,
            seconds,
            channels,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(seconds) is <= 0 or > 3600 or double.NaN)
            {
                result.AddError("--seconds is a number of seconds, above 0 and at most 3600.");
            }
        });
        var calls = new MomentCalls(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var named = parsed.GetValue(channels) ?? [];
                var request = new CreateClipRequest
                {
                    Title = string.Join(' ', parsed.GetValue(title) ?? []),
                    // In tenths, as it is asked for: a double is hardly ever a whole one.
                    Length = parsed.GetValue(seconds) is { } length
                        ? TimeSpan.FromMilliseconds(Math.Round(length * 10) * 100).ToDuration()
                        : null,
                    Channels = { named.Select(ChannelNames.Of) },
                    // Who names no channel means those where it can be done.
                    AllowPartial = named.Length == 0,
                    RequestId = calls.RequestId(parsed),
                };
                var answer = await host.Moments.CreateClipAsync(request, deadline: Acting.Deadline, cancellationToken: cancellationToken);
                return await calls.WriteAsync(parsed, answer, answer.Moments);
            }
        );
        return command;
    }
}

using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Predictions;

/// <summary><c>liveip prediction</c>, with <c>start</c>, <c>lock</c>, <c>resolve</c>, <c>cancel</c> and <c>show</c></summary>
internal static class PredictionCommand
{
    public static Command Create(CommandRunner runner) =>
        new DocumentedCommand(
            "prediction",
            "Let viewers stake points on what will happen (Twitch). 竞猜（Twitch）。",
            "liveip prediction start \"Do I win?\" Yes No --seconds 120",
            "liveip prediction resolve Yes"
        )
        {
            CreateStart(runner),
            CreateLock(runner),
            CreateResolve(runner),
            CreateCancel(runner),
            CreateShow(runner),
        };

    private static DocumentedCommand CreateStart(CommandRunner runner)
    {
        var title = new Argument<string>("title") { Description = "The question" };
        var outcomes = new Argument<string[]>("outcomes")
        {
            Description = "What may happen; Twitch takes two to ten",
            Arity = new ArgumentArity(2, 100),
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long viewers can stake; Twitch takes 30 to 1800",
            DefaultValueFactory = static _ => 120,
        };
        var channels = new Option<string[]>("--channel")
        {
            Description = "channels/{id}, or the id alone; may be repeated. Else every channel whose platform has predictions",
        };
        var request = Acting.RequestId();
        var command = new DocumentedCommand(
            "start",
            "Begin one. Exit code 5 when it is not known whether it was begun. 发起竞猜。",
            "liveip prediction start \"Do I win?\" Yes No",
            "liveip prediction start \"Which boss falls first?\" Left Right None --seconds 300"
        )
        {
            title,
            outcomes,
            seconds,
            channels,
            request,
        };
        var text = new PredictionText(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var named = parsed.GetValue(channels) ?? [];
                var answer = await host.Predictions.CreatePredictionAsync(
                    new()
                    {
                        Title = parsed.GetValue(title)!,
                        Outcomes = { parsed.GetValue(outcomes)! },
                        Window = TimeSpan.FromSeconds(parsed.GetValue(seconds)).ToDuration(),
                        Channels = { named.Select(ChannelNames.Of) },
                        // Who names no channel means those where it can be done.
                        AllowPartial = named.Length == 0,
                        RequestId = parsed.GetValue(request)!,
                    },
                    deadline: Acting.Deadline,
                    cancellationToken: cancellationToken
                );
                return await text.WriteAsync(parsed, answer);
            }
        );
        return command;
    }

    private static DocumentedCommand CreateLock(CommandRunner runner) =>
        CreateChange(
            runner,
            "lock",
            "Nobody can stake any more. 停止下注。",
            async (host, channel, prediction, id, options) =>
            {
                var answer = await host.Predictions.LockPredictionAsync(
                    new()
                    {
                        Channel = channel,
                        Prediction = prediction,
                        RequestId = id,
                    },
                    options
                );
                return (answer, answer.Prediction);
            }
        );

    private static DocumentedCommand CreateCancel(CommandRunner runner) =>
        CreateChange(
            runner,
            "cancel",
            "All points go back. 取消竞猜并退还点数。",
            async (host, channel, prediction, id, options) =>
            {
                var answer = await host.Predictions.CancelPredictionAsync(
                    new()
                    {
                        Channel = channel,
                        Prediction = prediction,
                        RequestId = id,
                    },
                    options
                );
                return (answer, answer.Prediction);
            }
        );

    private static DocumentedCommand CreateResolve(CommandRunner runner)
    {
        var outcome = new Argument<string>("outcome") { Description = "What came true: its title, its number from 1, or its id" };
        var request = Acting.RequestId();
        var command = new DocumentedCommand(
            "resolve",
            "Say what came true, and pay out. 揭晓结果并结算。",
            "liveip prediction resolve Yes",
            "liveip prediction resolve 2 --channel abc"
        )
        {
            outcome,
            request,
        };
        var target = new PredictionTarget(command);
        var text = new PredictionText(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var channel = await target.ChannelAsync(parsed, host, cancellationToken);
                var isRepeat = parsed.GetResult(request) is { Implicit: false };
                var typed = parsed.GetValue(outcome)!;
                var meant = await target.OutcomeAsync(parsed, channel, typed, isRepeat, host, cancellationToken);
                var answer = await host.Predictions.ResolvePredictionAsync(
                    new()
                    {
                        Channel = channel,
                        // Named, so that it is this one that is resolved, although another may have begun meanwhile.
                        Prediction = meant.Prediction,
                        Outcome = meant.Outcome,
                        RequestId = parsed.GetValue(request)!,
                    },
                    deadline: Acting.Deadline,
                    cancellationToken: cancellationToken
                );
                return await text.WriteAsync(parsed, answer, answer.Prediction);
            }
        );
        return command;
    }

    private static DocumentedCommand CreateShow(CommandRunner runner)
    {
        var command = new DocumentedCommand("show", "The newest ones. 查看最近的竞猜。", "liveip prediction show");
        var target = new PredictionTarget(command);
        var text = new PredictionText(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Predictions.ListPredictionsAsync(
                    new() { Channel = await target.ChannelAsync(parsed, host, cancellationToken) },
                    cancellationToken: cancellationToken
                );
                var id = target.Prediction(parsed);
                return await text.WriteAsync(parsed, answer, answer.Predictions.Where(p => id.Length == 0 || p.Id == id));
            }
        );
        return command;
    }

    private static DocumentedCommand CreateChange(
        CommandRunner runner,
        string name,
        string description,
        Func<HostConnection, string, string, string, Grpc.Core.CallOptions, Task<(Google.Protobuf.IMessage, Prediction)>> change
    )
    {
        var request = Acting.RequestId();
        var command = new DocumentedCommand(name, description, $"liveip prediction {name}", $"liveip prediction {name} --channel abc")
        {
            request,
        };
        var target = new PredictionTarget(command);
        var text = new PredictionText(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var channel = await target.ChannelAsync(parsed, host, cancellationToken);
                var options = new Grpc.Core.CallOptions(deadline: Acting.Deadline, cancellationToken: cancellationToken);
                var (answer, prediction) = await change(host, channel, target.Prediction(parsed), parsed.GetValue(request)!, options);
                return await text.WriteAsync(parsed, answer, prediction);
            }
        );
        return command;
    }
}

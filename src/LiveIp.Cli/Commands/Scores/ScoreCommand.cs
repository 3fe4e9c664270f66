using System.CommandLine;
using Grpc.Core;
using LiveIp.Cli.Commands.Numbers;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary><c>liveip score</c></summary>
internal static class ScoreCommand
{
    public static Command Create(CommandRunner runner)
    {
        var broadcast = new Argument<string>("broadcast")
        {
            Description = "broadcasts/{id}, the id alone, or last",
            DefaultValueFactory = _ => "last",
        };
        var watch = new Option<bool>("--watch") { Description = "Follow the running score until the broadcast ends" };
        var preset = new Option<string?>("--preset")
        {
            Description = "A number of the founding document over a stretch: SeedPrinted, SeedAlphaW or SeedAverageInteraction",
        };
        var (profile, json) = (ScoreOptions.Profile(), Json.Option());
        var command = new DocumentedCommand(
            "score",
            "What a broadcast was worth by your own usual, with every term; what has no value is named. 查看直播评分及其构成。",
            "liveip score last",
            "liveip score broadcasts/42 --profile mine --json",
            "liveip score --watch",
            "liveip score --preset SeedPrinted --channel channels/abc --since 2h"
        )
        {
            broadcast,
            profile,
            watch,
            preset,
            json,
        };
        var stretch = new StretchOptions(command);
        command.Validators.Add(result =>
        {
            var ofStretch = result.GetValue(preset) is not null || stretch.IsAsked(result);
            if (
                ofStretch
                && (result.GetValue(watch) || result.GetValue(profile) is not null || result.GetResult(broadcast)?.Tokens.Count > 0)
            )
            {
                result.AddError("--preset, --channel and --since ask for a stretch of time: without a broadcast, --profile or --watch.");
            }
        });
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var asJson = parsed.GetValue(json);
                if (parsed.GetValue(preset) is not null || stretch.IsAsked(parsed.CommandResult))
                {
                    var request = new GetScoreRequest
                    {
                        Preset = parsed.GetValue(preset) ?? "SeedAlphaW",
                        StartTime = stretch.Start(parsed),
                        Channels = { stretch.Channels(parsed) },
                    };
                    var answer = await host.Scores.GetScoreAsync(request, cancellationToken: cancellationToken);
                    return await WriteAsync(runner, answer, asJson, c => StretchScore.Write(c, answer.Score));
                }

                var (name, by) = (ScoreNames.Broadcast(parsed.GetValue(broadcast)!), ScoreNames.Profile(parsed.GetValue(profile)));
                if (parsed.GetValue(watch))
                {
                    return await WatchAsync(runner, host, new() { Broadcast = name, Profile = by }, asJson, cancellationToken);
                }

                var score = await host.Scores.GetBroadcastScoreAsync(
                    new() { Broadcast = name, Profile = by },
                    cancellationToken: cancellationToken
                );
                return await WriteAsync(runner, score, asJson, c => ScoreText.Write(c, score.Score));
            }
        );
        return command;
    }

    private static async Task<int> WatchAsync(
        CommandRunner runner,
        HostConnection host,
        WatchScoreRequest request,
        bool json,
        CancellationToken cancellationToken
    )
    {
        using var call = host.Scores.WatchScore(request, cancellationToken: cancellationToken);
        await foreach (var update in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (json)
            {
                await runner.Output.WriteLineAsync(Json.Event(update));
            }
            else if (update.Ended)
            {
                ScoreText.Write(runner.Console, update.Score);
            }
            else
            {
                var coverage = Tone.Number(Math.Round(update.Score.Coverage * 100, 1));
                runner.Console.MarkupLine(
                    $"[grey]{update.At.ToDateTimeOffset():HH:mm:ss}[/] {ScoreText.Head(update.Score)} [grey]{coverage} % known[/]"
                );
            }
        }

        return ExitCodes.Done;
    }

    private static async Task<int> WriteAsync(CommandRunner runner, Google.Protobuf.IMessage answer, bool json, Action<IAnsiConsole> write)
    {
        if (json)
        {
            await runner.Output.WriteLineAsync(Json.Answer(answer));
        }
        else
        {
            write(runner.Console);
        }

        return ExitCodes.Done;
    }
}

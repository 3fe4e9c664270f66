using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary><c>liveip metrics</c> and <c>liveip score</c></summary>
internal static class NumbersCommands
{
    public static Command CreateMetrics(CommandRunner runner)
    {
        var channel = ChannelOption();
        var since = SinceOption();
        var command = new Command(
            "metrics",
            """
            Every metric of every channel; what a platform does not have reads "missing". 查看各频道的指标。

            Examples:
              liveip metrics
              liveip metrics --channel channels/abc --since 02:00:00
            """
        )
        {
            channel,
            since,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new GetMetricsRequest { StartTime = Start(parsed, since) };
                request.Channels.Add(parsed.GetValue(channel) ?? []);
                var answer = await host.Metrics.GetMetricsAsync(request, deadline: Deadline(), cancellationToken: cancellationToken);
                var table = new Table().AddColumns("channel", "platform", "metric", "value", "");
                foreach (var v in answer.Values)
                {
                    var money = v.Currency.Length > 0;
                    table.AddRow(
                        Tone.Text(v.Channel),
                        Tone.Platform(v.Platform),
                        Tone.Text(v.Metric),
                        v.ValueCase == MetricValue.ValueOneofCase.Number
                            ? Tone.Number(money ? v.Number / 1e6 : v.Number)
                            : "[grey]missing[/]",
                        v.ValueCase == MetricValue.ValueOneofCase.Number
                            ? Tone.Text(
                                money ? v.Currency
                                : v.Estimated ? "estimated"
                                : ""
                            )
                            : $"[grey]{Tone.Text(v.Missing)}[/]"
                    );
                }

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    public static Command CreateScore(CommandRunner runner)
    {
        var preset = new Option<string>("--preset") { Description = "SeedPrinted or SeedAlphaW", DefaultValueFactory = _ => "SeedAlphaW" };
        var channel = ChannelOption();
        var since = SinceOption();
        var command = new Command(
            "score",
            """
            The score with every term that made it; a term without a value is named. 查看评分及其构成。

            Example:
              liveip score --preset SeedPrinted --channel channels/abc
            """
        )
        {
            preset,
            channel,
            since,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new GetScoreRequest { Preset = parsed.GetValue(preset), StartTime = Start(parsed, since) };
                request.Channels.Add(parsed.GetValue(channel) ?? []);
                var score = (await host.Scores.GetScoreAsync(request, deadline: Deadline(), cancellationToken: cancellationToken)).Score;
                runner.Console.MarkupLine(
                    $"[bold]{(score.HasValue ? Tone.Number(score.Value) : "no value")}[/] {Tone.Text(score.Preset)}: {Tone.Text(score.Label)}"
                );
                var table = new Table().AddColumns("term", "metric", "weight", "input", "unit", "contribution");
                foreach (var t in score.Terms)
                {
                    table.AddRow(
                        Tone.Text(t.Id),
                        Tone.Text(t.Metric),
                        Tone.Number(t.Weight),
                        t.HasInput ? Tone.Number(t.Input) : $"[grey]missing: {Tone.Text(t.Missing)}[/]",
                        Tone.Text(t.Unit),
                        t.HasContribution ? Tone.Number(t.Contribution) : ""
                    );
                }

                runner.Console.Write(table);
                foreach (var excluded in score.Excluded)
                {
                    runner.Console.MarkupLine($"[yellow]{Tone.Platform(excluded.Platform)} is not in it: {Tone.Text(excluded.Reason)}[/]");
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Option<string[]> ChannelOption() => new("--channel") { Description = "channels/{id}; may be repeated; all if absent" };

    private static Option<TimeSpan?> SinceOption() => new("--since") { Description = "How far back, as hh:mm:ss; all if absent" };

    private static Timestamp? Start(ParseResult parsed, Option<TimeSpan?> since) =>
        parsed.GetValue(since) is { } back ? (TimeProvider.System.GetUtcNow() - back).ToTimestamp() : null;

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + ConnectionOptions.CallTimeout;
}

using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Numbers;

/// <summary><c>liveip metrics</c></summary>
internal static class MetricsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var metrics = new Option<string[]>("--metric") { Description = "Id of a metric, chat.messages; may be repeated; all if absent" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "metrics",
            "Every metric of every channel; what a platform does not have reads \"missing\", with the reason. 查看各频道的指标。",
            "liveip metrics",
            "liveip metrics --channel channels/abc --metric viewers.concurrent --since 2h"
        )
        {
            metrics,
            json,
        };
        var stretch = new StretchOptions(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new GetMetricsRequest { StartTime = stretch.Start(parsed) };
                request.Channels.Add(stretch.Channels(parsed));
                request.Metrics.Add(parsed.GetValue(metrics) ?? []);
                var answer = await host.Metrics.GetMetricsAsync(request, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    Write(runner.Console, answer);
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, GetMetricsResponse answer)
    {
        var table = new Table().AddColumns("channel", "platform", "metric", "value", "note");
        foreach (var v in answer.Values)
        {
            table.AddRow(Tone.Text(v.Channel), Tone.Platform(v.Platform), Tone.Text(v.Metric), Value(v), Note(v));
        }

        console.Write(table);
    }

    private static string Value(MetricValue v) =>
        v.ValueCase != MetricValue.ValueOneofCase.Number ? "[grey]missing[/]"
        : v.Currency.Length > 0 ? $"{Tone.Number(v.Number / 1e6)} {Tone.Text(v.Currency)}"
        : Tone.Number(v.Number);

    private static string Note(MetricValue v) =>
        v.ValueCase != MetricValue.ValueOneofCase.Number ? $"[grey]{Tone.Text(v.Missing)}[/]"
        : v.Estimated ? "estimated"
        : "";
}

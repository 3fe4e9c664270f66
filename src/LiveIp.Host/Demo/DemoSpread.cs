using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>The S metrics of the show, by channel: what came back of it from outside.</summary>
internal sealed class DemoSpread(GrpcChannel channel, IAnsiConsole console)
{
    /// <param name="names">Channel name by platform.</param>
    public async Task WriteAsync(IReadOnlyDictionary<string, string> names, ShowWindow window, CancellationToken cancellationToken)
    {
        var request = new GetMetricsRequest
        {
            Channels = { names.Values },
            Metrics = { MetricCatalog.All.Where(static m => m.Group == MetricGroup.Spread).Select(static m => m.Id) },
        };
        if (window != ShowWindow.Whole)
        {
            request.StartTime = window.From.ToTimestamp();
        }

        var answer = await new MetricService.MetricServiceClient(channel).GetMetricsAsync(request, cancellationToken: cancellationToken);
        var table = new Table()
            .Title("What came back of the show from outside (S) · 传播指标")
            .AddColumns(["metric", .. names.Keys.Select(Markup.Escape)]);
        foreach (var metric in answer.Values.GroupBy(static v => v.Metric))
        {
            var byChannel = metric.ToLookup(static v => v.Channel);
            table.AddRow([Markup.Escape(metric.Key), .. names.Values.Select(name => string.Join(", ", byChannel[name].Select(Cell)))]);
        }

        console.Write(table);
    }

    private static string Cell(MetricValue value) =>
        value.HasNumber ? value.Number.ToString("0.##", CultureInfo.InvariantCulture) : $"[grey]missing: {Markup.Escape(value.Missing)}[/]";
}

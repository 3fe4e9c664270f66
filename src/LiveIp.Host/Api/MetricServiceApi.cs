using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Metrics;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>The catalogue of metrics, and their values.</summary>
internal sealed class MetricServiceApi(MetricReader metrics, SeriesReader series, TimeProvider clock) : MetricService.MetricServiceBase
{
    public override Task<ListMetricDefinitionsResponse> ListMetricDefinitions(
        ListMetricDefinitionsRequest request,
        ServerCallContext context
    )
    {
        var response = new ListMetricDefinitionsResponse();
        response.Definitions.AddRange(MetricCatalog.All);
        return Task.FromResult(response);
    }

    public override Task<GetMetricsResponse> GetMetrics(GetMetricsRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        for (var i = 0; i < request.Metrics.Count; i++)
        {
            checks.Require(MetricCatalog.Find(request.Metrics[i]) is not null, $"metrics[{i}]", "is not a metric of the catalogue");
        }

        var scope = MetricServiceScope.Read(request.Channels, request.StartTime, request.EndTime, metrics, clock, checks);
        checks.ThrowIfAny();

        var wanted = request.Metrics.Count > 0 ? request.Metrics.Distinct() : MetricCatalog.All.Select(static m => m.Id);
        var response = new GetMetricsResponse();
        foreach (var metric in wanted)
        {
            response.Values.AddRange(scope.Channels.SelectMany(c => metrics.Get(c, metric, scope.Stretch)));
            response.Values.AddRange(
                scope.Unheard.Select(name => new MetricValue
                {
                    Metric = metric,
                    Channel = name,
                    Missing = MissingReasons.NotHeard,
                })
            );
        }

        return Task.FromResult(response);
    }

    public override Task<ListMetricPointsResponse> ListMetricPoints(ListMetricPointsRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        var definition = MetricCatalog.Find(request.Metric);
        checks.Require(definition is not null, "metric", "is not a metric of the catalogue");
        var scope = MetricServiceScope.Read([request.Channel], request.StartTime, request.EndTime, metrics, clock, checks, "channel");
        var size = checks.PageSize(request.PageSize, most: 10_000, usual: 1440);
        checks.ThrowIfAny();
        var after = ReadToken(request.PageToken);
        if (definition!.Derived && definition.Id != MetricIds.WatchSeconds)
        {
            throw RpcErrors.FailedPrecondition(
                ErrorReasons.MetricHasNoSeries,
                $"{definition.Id} is derived and has no series; ask GetMetrics."
            );
        }

        var response = new ListMetricPointsResponse();
        if (scope.Channels is [var channel])
        {
            var found = definition switch
            {
                { Id: MetricIds.ChatParticipants } => series.SpeakerPoints(channel, scope.Stretch, after, size + 1),
                { Kind: MetricKind.Gauge } => series.GaugePoints(channel, definition.Id, scope.Stretch, after, size + 1),
                _ => series.Points(channel, definition.Id, scope.Stretch, after, size + 1),
            };
            response.Points.AddRange(found.Take(size).Select(Point));
            if (found.Count > size)
            {
                response.NextPageToken = MetricServiceToken.Write(found[size - 1].Position);
            }
        }

        return Task.FromResult(response);
    }

    private static MetricPoint Point(SeriesPoint point) =>
        new()
        {
            Minute = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(point.Position.Minute * 60_000)),
            Value = point.Value,
            Currency = point.Position.Currency,
            Samples = point.Samples,
        };

    private static SeriesPosition ReadToken(string token) =>
        token.Length == 0
            ? SeriesPosition.Start
            : MetricServiceToken.Read(token)
                ?? throw RpcErrors.InvalidArgument(
                    ErrorReasons.PageTokenInvalid,
                    ("page_token", "must be next_page_token of the page before, unchanged")
                );
}

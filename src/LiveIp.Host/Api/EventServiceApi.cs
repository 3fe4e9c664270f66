using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Events;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.V1;
using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Api;

/// <summary>The log, to read in pages and to follow.</summary>
internal sealed class EventServiceApi(IEventLog log, TimeProvider clock, IHostApplicationLifetime host, WatcherBoard? watchers = null)
    : EventService.EventServiceBase
{
    private static readonly TimeSpan UsualHeartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromHours(1);

    public override Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        var filter = EventServiceFilter.Read(request.Filter, checks) with
        {
            From = checks.Time(request.StartTime, "start_time"),
            To = checks.Time(request.EndTime, "end_time"),
        };
        checks.Require(filter is not { From: { } from, To: { } to } || from < to, "end_time", "must be after start_time");
        var size = checks.PageSize(request.PageSize, most: 1000, usual: 100);
        checks.ThrowIfAny();

        var token = new EventServiceToken(log.LogId, EventServiceFilter.Hash(filter));
        // Before reading: what is removed meanwhile must not count as told.
        var removed = log.RemovedThrough(filter);
        var after =
            request.PageToken.Length == 0
                ? 0
                : EventServiceRemoval.Resume(token, request.PageToken, log.LastSequence, filter, log, "page_token").After;
        // One more than asked for tells whether there is a next page.
        var found = log.Read(after, size + 1, filter);
        var response = new ListEventsResponse();
        var fits = EventServiceBatches.Fit(found, size);
        response.Events.AddRange(found.Take(fits).Select(static e => e.Parse()));
        if (found.Count > fits)
        {
            response.NextPageToken = token.Write(found[fits - 1].Sequence, removed);
        }

        return Task.FromResult(response);
    }

    public override async Task WatchEvents(
        WatchEventsRequest request,
        IServerStreamWriter<WatchEventsResponse> responseStream,
        ServerCallContext context
    )
    {
        var checks = new FieldChecks();
        var filter = EventServiceFilter.Read(request.Filter, checks);
        var heartbeat = Heartbeat(request.HeartbeatInterval, checks);
        var last = log.LastSequence;
        checks.Require(
            !request.HasAfterSequence || (request.AfterSequence >= 0 && request.AfterSequence <= last),
            "after_sequence",
            $"must lie between 0 and the newest sequence, {last}"
        );
        checks.ThrowIfAny();

        var token = new EventServiceToken(log.LogId, EventServiceFilter.Hash(filter));
        var (after, told) =
            request.ResumeToken.Length > 0 ? EventServiceRemoval.Resume(token, request.ResumeToken, last, filter, log)
            : request.HasAfterSequence ? (request.AfterSequence, 0)
            : (last, 0);

        using var seat = watchers?.Sit(after);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        var watch = new EventServiceWatch(
            log,
            clock,
            filter,
            token,
            heartbeat,
            request.ConflateMeasurements,
            IsGrpc(context),
            responseStream
        )
        {
            Seat = seat,
        };
        try
        {
            await watch.RunAsync(after, told, last, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(
                ErrorReasons.HostStopping,
                "The host is stopping. Go on with the last resume token when it is back."
            );
        }
    }

    // Transcoded calls come as JSON.
    private static bool IsGrpc(ServerCallContext context) =>
        context.GetHttpContext().Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    private static TimeSpan Heartbeat(Duration? asked, FieldChecks checks)
    {
        if (asked is null or { Seconds: 0, Nanos: 0 })
        {
            return UsualHeartbeat;
        }

        if (asked is { Seconds: >= 0 and <= 3600, Nanos: >= 0 and <= 999_999_999 })
        {
            var interval = asked.ToTimeSpan();
            if (interval >= ShortestHeartbeat && interval <= LongestHeartbeat)
            {
                return interval;
            }
        }

        checks.Add("heartbeat_interval", "must be 0.1 s to 1 h");
        return UsualHeartbeat;
    }
}

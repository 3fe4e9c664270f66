using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>BroadcastService: what was on air; the other part has what is to be.</summary>
internal sealed partial class BroadcastServiceApi(
    BroadcastDirectory directory,
    BroadcastBook book,
    BroadcastRecorder recorder,
    BroadcastServiceChecks checks,
    BroadcastPlanChecks planChecks,
    BroadcastServiceMessages messages,
    GoingLiveService goingLive,
    PlanExaminer examiner,
    ChannelIngests ingests,
    IExtensionRegistry registry,
    IHostApplicationLifetime host
) : BroadcastService.BroadcastServiceBase
{
    public override async Task<GetBroadcastResponse> GetBroadcast(GetBroadcastRequest request, ServerCallContext context) =>
        new() { Broadcast = messages.Of(await KnownAsync(request.Name, context.CancellationToken)) };

    public override async Task<ListBroadcastsResponse> ListBroadcasts(ListBroadcastsRequest request, ServerCallContext context)
    {
        var size = PositionPage.Size(request.PageSize);
        var before = BroadcastServiceToken.Read(request.PageToken);
        var known = await directory.ReadAsync(context.CancellationToken);
        var plans = goingLive.All();
        var rest = known.All.Reverse().Where(b => before is not { } token || token.IsBehind(b)).Take(size + 1).ToArray();
        var response = new ListBroadcastsResponse
        {
            Broadcasts = { rest.Take(size).Select(b => messages.Of(new KnownBroadcast(GoingLiveService.PlanOf(b, plans), b))) },
            NextPageToken = rest.Length > size ? BroadcastServiceToken.Of(rest[size - 1]).Write() : "",
        };
        if (request.IncludePlanned && before is null)
        {
            foreach (var plan in plans.Where(static p => p.Sequence == 0 && p.Parts.Any(static r => r.Step != PartStep.Ended)).Reverse())
            {
                response.Broadcasts.Insert(0, messages.Of(new KnownBroadcast(plan, null)));
            }
        }

        return response;
    }

    public override async Task<UpdateBroadcastResponse> UpdateBroadcast(UpdateBroadcastRequest request, ServerCallContext context)
    {
        if (request.UpdateMask is not null)
        {
            return await UpdatePlanAsync(request, context.CancellationToken);
        }

        var id = await SequenceAsync(request.Name, context.CancellationToken);
        BroadcastServiceChecks.Words(request.HasTitle ? request.Title : "", request.Labels, takesAway: true);
        try
        {
            var changed = await book.UpdateAsync(id, request.HasTitle ? request.Title : null, request.Labels, context.CancellationToken);
            return new() { Broadcast = Tell(changed ?? throw NotFound(request.Name)) };
        }
        catch (TooManyLabelsException e)
        {
            throw RpcErrors.InvalidArgument(("labels", e.Message));
        }
        catch (EventLogException e)
        {
            throw RpcErrors.Unavailable(ErrorReasons.LogNotWritable, e.Message);
        }
    }

    public override async Task<RecordBroadcastResponse> RecordBroadcast(RecordBroadcastRequest request, ServerCallContext context)
    {
        var recorded = checks.Recorded(request);
        try
        {
            return new() { Broadcast = Tell(await recorder.RecordAsync(recorded, context.CancellationToken)) };
        }
        catch (BroadcastOverlapsException e)
        {
            throw RpcErrors.Build(
                Google.Rpc.Code.AlreadyExists,
                ErrorReasons.BroadcastOverlaps,
                e.Message,
                new Dictionary<string, string> { ["broadcast"] = e.Broadcast.Name }
            );
        }
        catch (RequestIdReusedException e)
        {
            throw ChannelServiceErrors.ReusedRequestId(e);
        }
        catch (EventLogException e)
        {
            throw RpcErrors.Unavailable(ErrorReasons.LogNotWritable, e.Message);
        }
    }

    private Broadcast Tell(BroadcastRecord broadcast) => messages.Of(new KnownBroadcast(goingLive.PlanOf(broadcast), broadcast));

    private static RpcException NotFound(string name) =>
        RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{name}'.");
}

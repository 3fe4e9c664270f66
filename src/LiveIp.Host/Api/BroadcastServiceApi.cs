using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Policies;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>BroadcastService: what was on air.</summary>
internal sealed class BroadcastServiceApi(
    BroadcastDirectory directory,
    BroadcastBook book,
    BroadcastRecorder recorder,
    BroadcastServiceChecks checks,
    PolicyGate policies
) : BroadcastService.BroadcastServiceBase
{
    public override async Task<GetBroadcastResponse> GetBroadcast(GetBroadcastRequest request, ServerCallContext context)
    {
        var id = BroadcastServiceChecks.Id(request.Name);
        var known = await directory.ReadAsync(context.CancellationToken);
        return new() { Broadcast = Message(known.Find(id) ?? throw NotFound(request.Name)) };
    }

    public override async Task<ListBroadcastsResponse> ListBroadcasts(ListBroadcastsRequest request, ServerCallContext context)
    {
        var size = PositionPage.Size(request.PageSize);
        var before = BroadcastServiceToken.Read(request.PageToken);
        var known = await directory.ReadAsync(context.CancellationToken);
        var rest = known.All.Reverse().Where(b => before is not { } token || token.IsBehind(b)).Take(size + 1).ToArray();
        return new()
        {
            Broadcasts = { rest.Take(size).Select(Message) },
            NextPageToken = rest.Length > size ? BroadcastServiceToken.Of(rest[size - 1]).Write() : "",
        };
    }

    public override async Task<UpdateBroadcastResponse> UpdateBroadcast(UpdateBroadcastRequest request, ServerCallContext context)
    {
        var id = BroadcastServiceChecks.Id(request.Name);
        BroadcastServiceChecks.Words(request.HasTitle ? request.Title : "", request.Labels, takesAway: true);
        try
        {
            var changed = await book.UpdateAsync(id, request.HasTitle ? request.Title : null, request.Labels, context.CancellationToken);
            return new() { Broadcast = Message(changed ?? throw NotFound(request.Name)) };
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
            return new() { Broadcast = Message(await recorder.RecordAsync(recorded, context.CancellationToken)) };
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

    private Broadcast Message(BroadcastRecord broadcast) =>
        new()
        {
            Name = broadcast.Name,
            Title = broadcast.Title,
            Labels = { new Dictionary<string, string>(broadcast.Labels) },
            StartTime = Time(broadcast.Start),
            EndTime = broadcast.End is { } end ? Time(end) : null,
            State = broadcast.End is null ? Broadcast.Types.State.Live : Broadcast.Types.State.Ended,
            Parts = { broadcast.Parts.Select(Message) },
            Emulated = broadcast.Parts.Any(p => policies.IsEmulated(p.Channel.Platform)),
        };

    private static BroadcastPart Message(PartRecord part) =>
        new()
        {
            Channel = part.Channel.Name,
            Platform = part.Channel.Platform,
            PlatformBroadcastIds = { part.PlatformIds },
            StartTime = Time(part.Start),
            EndTime = part.End is { } end ? Time(end) : null,
            Title = part.Title,
            Category = part.Category,
        };

    private static Timestamp Time(long milliseconds) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private static RpcException NotFound(string name) =>
        RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{name}'.");
}

using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.Categories;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

// What is to go on air.
internal sealed partial class BroadcastServiceApi
{
    private static readonly string DetailsCapability = Capability.NameOf<IBroadcastDetails>();

    public override async Task<CreateBroadcastResponse> CreateBroadcast(CreateBroadcastRequest request, ServerCallContext context)
    {
        var (asked, channels) = planChecks.Created(request);
        return await TellingAsync(async () =>
        {
            var examined = await ExaminedAsync(asked, channels, context.CancellationToken);
            return new CreateBroadcastResponse
            {
                Broadcast = request.ValidateOnly
                    ? messages.Of(asked, examined.Parts)
                    : messages.Of(new KnownBroadcast(goingLive.Create(asked, examined), null)),
            };
        });
    }

    public override async Task<GoLiveResponse> GoLive(GoLiveRequest request, ServerCallContext context)
    {
        BroadcastPlanChecks.RequestId(request.RequestId);
        var told = await PlannedAsync(request.Name, context.CancellationToken);
        var plan = told.Plan!;
        if (request.ValidateOnly)
        {
            return await TellingAsync(async () =>
            {
                var examined = await ExaminedAsync(plan.Asked, planChecks.Channels(plan.Asked.Channels), context.CancellationToken);
                var parts = await goingLive.RehearseAsync(examined, context.CancellationToken);
                return new GoLiveResponse { Broadcast = messages.Of(plan.Asked, parts) };
            });
        }

        if (plan.Wish == PlanWish.Ended || told.IsOver)
        {
            throw Ended(plan);
        }

        return await TellingAsync(async () =>
        {
            await goingLive.GoLiveAsync(plan.Id, request.RequestId, context.CancellationToken);
            return new GoLiveResponse { Broadcast = messages.Of(await goingLive.FindAsync(plan.Name, context.CancellationToken)) };
        });
    }

    public override async Task<EndBroadcastResponse> EndBroadcast(EndBroadcastRequest request, ServerCallContext context)
    {
        BroadcastPlanChecks.RequestId(request.RequestId);
        var plan = (await PlannedAsync(request.Name, context.CancellationToken)).Plan!;
        return await TellingAsync(async () =>
        {
            await goingLive.EndAsync(plan.Id, request.RequestId, context.CancellationToken);
            return new EndBroadcastResponse { Broadcast = messages.Of(await goingLive.FindAsync(plan.Name, context.CancellationToken)) };
        });
    }

    public override async Task WatchBroadcast(
        WatchBroadcastRequest request,
        IServerStreamWriter<WatchBroadcastResponse> responseStream,
        ServerCallContext context
    )
    {
        await KnownAsync(request.Name, context.CancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        try
        {
            Broadcast? last = null;
            await foreach (var told in goingLive.WatchAsync(request.Name, ending.Token))
            {
                // Retention may take it away meanwhile.
                if (told.IsKnown && messages.Of(told) is var message && !message.Equals(last))
                {
                    await responseStream.WriteAsync(new() { Broadcast = message }, ending.Token);
                    last = message;
                }
            }
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(ErrorReasons.HostStopping, "The host is stopping. Ask again when it is back.");
        }
    }

    public override Task<ListCategoriesResponse> ListCategories(ListCategoriesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListCategoriesResponse { Categories = { CategoryBook.All.Select(Of) } });

    public override async Task<ListIngestsResponse> ListIngests(ListIngestsRequest request, ServerCallContext context)
    {
        var response = new ListIngestsResponse();
        foreach (var channel in planChecks.Channels(request.Channels))
        {
            response.Ingests.Add(await IngestAsync(channel, request.RevealKeys, context.CancellationToken));
        }

        return response;
    }

    private async Task<UpdateBroadcastResponse> UpdatePlanAsync(UpdateBroadcastRequest request, CancellationToken cancellationToken)
    {
        var told = await PlannedAsync(request.Name, cancellationToken);
        var plan = told.Plan!;
        if (plan.Wish == PlanWish.Ended || told.IsOver)
        {
            throw Ended(plan);
        }

        var asked = BroadcastPlanChecks.Updated(plan.Asked, request);
        return await TellingAsync(async () =>
        {
            var examined = await ExaminedAsync(asked, planChecks.Channels(asked.Channels), cancellationToken);
            await goingLive.ReplaceAsync(plan.Id, asked, examined, request.RequestId, cancellationToken);
            return new UpdateBroadcastResponse { Broadcast = messages.Of(await goingLive.FindAsync(plan.Name, cancellationToken)) };
        });
    }

    private async Task<Examination> ExaminedAsync(
        CreateBroadcastRequest asked,
        IReadOnlyList<ChannelRecord> channels,
        CancellationToken cancellationToken
    )
    {
        var examined = await examiner.ExamineAsync(asked, channels, cancellationToken);
        return examined.Problems.Count == 0 ? examined : throw RpcErrors.InvalidArgument(examined.Problems);
    }

    private async Task<ChannelIngest> IngestAsync(ChannelRecord channel, bool reveal, CancellationToken cancellationToken)
    {
        var message = new ChannelIngest { Channel = channel.Name, Platform = channel.Platform };
        try
        {
            message.Endpoints.Add((await ingests.OfAsync(channel, cancellationToken)).Select(i => Of(i, reveal)));
        }
        catch (CapabilityMissingException e)
        {
            message.Problem = new() { Reason = ErrorReasons.CapabilityUnsupported, Message = e.Message };
        }
        catch (AdapterException e)
        {
            message.Problem = new()
            {
                Reason = ChannelServiceErrors.Of(e.Kind).Reason,
                Message = e.Message,
                PlatformReason = e.Reason ?? "",
            };
        }

        return message;
    }

    private static V1.Ingest Of(IngestEndpoint endpoint, bool reveal) =>
        new()
        {
            Id = endpoint.Id,
            Title = endpoint.Title,
            Server = Plain(endpoint.Server),
            BackupServer = endpoint.BackupServer is { } backup ? Plain(backup) : "",
            Key = reveal ? endpoint.Key : ChannelIngests.Mask(endpoint.Key),
            Active = endpoint.IsActive ?? false,
        };

    /// <summary>As the platform wrote it: encoders take what they are given letter by letter.</summary>
    private static string Plain(Uri server) => server.OriginalString;

    private Category Of(CanonicalCategory category) =>
        new()
        {
            Id = category.Id,
            Name = category.Name,
            NameZh = category.NameZh,
            Platforms =
            {
                category.Platforms.Select(p => new CategoryOnPlatform
                {
                    Platform = p.Key,
                    Id = p.Value.Id,
                    Name = p.Value.Name,
                    Manual = registry.FindPlatform(p.Key) is { } loaded && !loaded.Capabilities.Contains(DetailsCapability),
                }),
            },
        };

    private async Task<KnownBroadcast> KnownAsync(string name, CancellationToken cancellationToken)
    {
        if (PlanRecord.IdOf(name) is null)
        {
            _ = BroadcastServiceChecks.Id(name);
        }

        var told = await goingLive.FindAsync(name, cancellationToken);
        return told.IsKnown ? told : throw NotFound(name);
    }

    private async Task<KnownBroadcast> PlannedAsync(string name, CancellationToken cancellationToken) =>
        await KnownAsync(name, cancellationToken) is { Plan: not null } told
            ? told
            : throw RpcErrors.FailedPrecondition(
                ErrorReasons.BroadcastNotPlanned,
                $"{name} was not planned with LiveIp, so LiveIp can neither change nor end it. Only its title and labels can be set."
            );

    private static RpcException Ended(PlanRecord plan) =>
        RpcErrors.FailedPrecondition(ErrorReasons.BroadcastEnded, $"{plan.Name} has ended. Plan another with CreateBroadcast.");

    /// <summary>Of the log's broadcast, whichever of its names it is called by.</summary>
    private async Task<long> SequenceAsync(string name, CancellationToken cancellationToken) =>
        PlanRecord.IdOf(name) is null ? BroadcastServiceChecks.Id(name)
        : (await KnownAsync(name, cancellationToken)).Broadcast is { } broadcast ? broadcast.Id
        : throw RpcErrors.InvalidArgument(("update_mask", "is needed to change a broadcast that is planned and not on air yet"));

    private static async Task<T> TellingAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } told)
        {
            throw told;
        }
    }
}

using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>AnnouncementService: the live announcer.</summary>
internal sealed class AnnouncementServiceApi(
    AnnouncementStore store,
    AnnouncementPublisher publisher,
    LiveAnnouncer announcer,
    AnnouncementChecks checks,
    ShowReader shows,
    GoingLiveService goingLive,
    BroadcastDirectory directory,
    TimeProvider clock
) : AnnouncementService.AnnouncementServiceBase
{
    public override Task<GetAnnouncerResponse> GetAnnouncer(GetAnnouncerRequest request, ServerCallContext context) =>
        Task.FromResult(new GetAnnouncerResponse { Announcer = store.Settings() });

    public override Task<UpdateAnnouncerResponse> UpdateAnnouncer(UpdateAnnouncerRequest request, ServerCallContext context)
    {
        checks.Settings(request.Announcer);
        store.Save(request.Announcer);
        return Task.FromResult(new UpdateAnnouncerResponse { Announcer = store.Settings() });
    }

    public override async Task<PreviewAnnouncementResponse> PreviewAnnouncement(
        PreviewAnnouncementRequest request,
        ServerCallContext context
    )
    {
        AnnouncementChecks.Previewed(request.Broadcast);
        if (request.Announcer is not null)
        {
            checks.Settings(request.Announcer);
        }

        var settings = request.Announcer ?? store.Settings();
        var (meant, missing) = publisher.Distributors(settings);
        if (meant.Count == 0)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.NoDistributor, $"{missing} Set one up or name another.");
        }

        var told =
            request.Broadcast.Length > 0
                ? await KnownAsync(request.Broadcast, context.CancellationToken)
                : await LastAsync(context.CancellationToken);
        var (name, facts) = Facts(told);
        var said =
            store.Overrides().GetValueOrDefault(name) ?? (told.Plan is { } plan ? store.Overrides().GetValueOrDefault(plan.Name) : null);
        var response = new PreviewAnnouncementResponse { Broadcast = name };
        foreach (
            var (form, previews) in new[]
            {
                (facts with { End = null }, response.Live),
                (facts with { End = facts.End ?? clock.GetUtcNow() }, response.Ended),
            }
        )
        {
            var (planned, failed) = await publisher.PlanAsync(
                AnnouncementForm.Of(form, name, settings, said),
                meant,
                context.CancellationToken
            );
            response.LeftOut = $"{missing} {failed}".Trim();
            previews.AddRange(planned.Select(static p => new PostPreview { Distributor = p.Distributor, Rendered = p.Rendered }));
        }

        return response;
    }

    public override async Task<SetAnnouncementOverrideResponse> SetAnnouncementOverride(
        SetAnnouncementOverrideRequest request,
        ServerCallContext context
    )
    {
        AnnouncementChecks.Override(request.Override);
        await KnownAsync(request.Override.Broadcast, context.CancellationToken);
        store.Save(request.Override);
        return new() { Override = request.Override };
    }

    public override async Task<AnnounceBroadcastResponse> AnnounceBroadcast(AnnounceBroadcastRequest request, ServerCallContext context)
    {
        AnnouncementChecks.Announced(request);
        var told = await KnownAsync(request.Broadcast, context.CancellationToken);
        if (publisher.Distributors(store.Settings()) is { Meant.Count: 0, Missing: var missing })
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.NoDistributor, missing);
        }

        var row = told.Broadcast is { } broadcast ? await announcer.ForceAsync(broadcast, context.CancellationToken) : null;
        return row is null
            ? throw RpcErrors.FailedPrecondition(
                ErrorReasons.BroadcastEnded,
                $"'{request.Broadcast}' is not on air, so there is nothing to announce."
            )
            : new AnnounceBroadcastResponse { Announcement = Message(row) };
    }

    public override async Task<DraftPostResponse> DraftPost(DraftPostRequest request, ServerCallContext context)
    {
        AnnouncementChecks.Drafted(request);
        var told = await KnownAsync(request.Broadcast, context.CancellationToken);
        var (name, facts) = Facts(told);
        if (request.Kind == Post.Types.Kind.Clip)
        {
            return new DraftPostResponse { Post = PostDraftOfShow.Clip(facts, name, request.Language) };
        }

        return facts.End is not null
            ? new DraftPostResponse { Post = PostDraftOfShow.Recap(facts, name, request.Language) }
            : throw RpcErrors.FailedPrecondition(
                ErrorReasons.BroadcastNotOver,
                $"'{request.Broadcast}' is not over, or can still come back, so its length is not known yet."
            );
    }

    public override Task<ListAnnouncementsResponse> ListAnnouncements(ListAnnouncementsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListAnnouncementsResponse { Announcements = { store.Newest().Select(Message) } });

    private (string Name, ShowFacts Facts) Facts(KnownBroadcast told) =>
        told.Broadcast is { } broadcast
            ? (broadcast.Name, shows.Read(broadcast, told.Plan))
            : (told.Plan?.Name ?? "", shows.Sample(told.Plan));

    /// <summary>Nothing was ever on air: then it is shown with the channels that there are.</summary>
    private async Task<KnownBroadcast> LastAsync(CancellationToken cancellationToken)
    {
        var all = (await directory.ReadAsync(cancellationToken)).All;
        var last = all.LastOrDefault(static b => b.End is null) ?? (all.Count > 0 ? all[^1] : null);
        return new KnownBroadcast(last is null ? null : goingLive.PlanOf(last), last);
    }

    private async Task<KnownBroadcast> KnownAsync(string name, CancellationToken cancellationToken) =>
        await goingLive.FindAsync(name, cancellationToken) is { IsKnown: true } told
            ? told
            : throw RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{name}'.");

    private Announcement Message(AnnouncementRow row) =>
        new()
        {
            Broadcast = BroadcastRecord.NameOf(row.Broadcast),
            State = row.State,
            Post = row.Post,
            Detail = row.Detail,
            UpdatedAt = row.ChangedAt.ToTimestamp(),
            Deliveries = { publisher.Deliveries(row.Post) },
        };
}

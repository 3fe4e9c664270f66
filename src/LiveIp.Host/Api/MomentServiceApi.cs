using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Moments;
using LiveIp.Host.Text;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>MomentService: markers and clips.</summary>
internal sealed class MomentServiceApi(
    MarkerMaker markers,
    ClipMaker clips,
    MomentStore store,
    BroadcastMoments kept,
    BroadcastDirectory broadcasts,
    ChatServiceTargets targets,
    ActOnce once,
    TimeProvider clock
) : MomentService.MomentServiceBase
{
    private const int LongestNote = 500;
    private static readonly TimeSpan LongestClip = TimeSpan.FromHours(1);

    public override async Task<CreateMarkerResponse> CreateMarker(CreateMarkerRequest request, ServerCallContext context)
    {
        var at = clock.GetUtcNow();
        var checks = new FieldChecks();
        CheckCommon(request.RequestId, request.Note, "note", request.Channels.Count, checks);
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "moment_mark",
            request.RequestId,
            request,
            async () =>
            {
                var channels = targets.Channels(request.Channels);
                foreach (var channel in channels)
                {
                    if (
                        await markers.MaxNoteAsync(channel, CancellationToken.None) is { } most
                        && TextMeasure.Of(request.Note, TextUnit.CodePoint) > most
                    )
                    {
                        checks.Add("note", $"is at most {most} characters on {channel.Platform}, of {channel.Name}");
                    }
                }

                checks.ThrowIfAny();
                // Read before anything is done: what fails behind that would leave nothing to answer with.
                var timeline = await broadcasts.ReadAsync(CancellationToken.None);
                var made = await Task.WhenAll(channels.Select(c => markers.MarkAsync(c, request.Note, at)));
                return new CreateMarkerResponse { Moments = { made.Select(m => Message(m, timeline)) } };
            },
            context.CancellationToken
        );
    }

    public override async Task<CreateClipResponse> CreateClip(CreateClipRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        CheckCommon(request.RequestId, request.Title, "title", request.Channels.Count, checks);
        var length = Length(request.Length, checks);
        checks.ThrowIfAny();
        return await once.AnswerAsync(
            "moment_clip",
            request.RequestId,
            request,
            async () =>
            {
                var able = new List<ChannelRecord>();
                var moments = new List<Moment>();
                foreach (var channel in targets.Channels(request.Channels))
                {
                    try
                    {
                        Check(channel, await clips.LimitsAsync(channel, CancellationToken.None), request.Title, length, checks);
                        able.Add(channel);
                    }
                    catch (CapabilityMissingException e) when (request.AllowPartial)
                    {
                        moments.Add(Unsupported(channel, e));
                    }
                }

                checks.ThrowIfAny();
                var order = new ClipOrder { Title = request.Title, Length = length };
                var timeline = await broadcasts.ReadAsync(CancellationToken.None);
                moments.InsertRange(0, await Task.WhenAll(able.Select(c => ClipAsync(c, order, timeline))));
                return new CreateClipResponse { Moments = { moments } };
            },
            context.CancellationToken
        );
    }

    public override async Task<ListMomentsResponse> ListMoments(ListMomentsRequest request, ServerCallContext context)
    {
        var checks = new FieldChecks();
        var id = BroadcastRecord.IdOf(request.Broadcast);
        checks.Require(request.Broadcast.Length == 0 || id is not null, "broadcast", "must be the name of a broadcast, broadcasts/{id}");
        checks.ThrowIfAny();
        var (before, size) = (PositionPage.After(request.PageToken), PositionPage.Size(request.PageSize));
        var timeline = await broadcasts.ReadAsync(context.CancellationToken);
        if (id is null)
        {
            var (moments, next) = store.List(before, size);
            return new() { Moments = { moments.Select(m => Message(m, timeline)) }, NextPageToken = PositionPage.Token(next) };
        }

        var broadcast =
            timeline.Find(id.Value)
            ?? throw RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{request.Broadcast}'.");
        // By their place, so the token is how many came before.
        var all = kept.Of(broadcast);
        var page = all.Skip((int)Math.Min(before, int.MaxValue)).Take(size).ToArray();
        var behind = before + page.Length;
        return new()
        {
            Moments = { page.Select(m => Message(m, timeline)) },
            NextPageToken = PositionPage.Token(behind < all.Count ? behind : 0),
        };
    }

    private async Task<Moment> ClipAsync(ChannelRecord channel, ClipOrder order, BroadcastTimeline timeline)
    {
        try
        {
            var (clip, editUri) = await clips.MakeAsync(channel, order);
            return Message(clip, timeline, editUri);
        }
        catch (CapabilityMissingException e)
        {
            // The plugin was replaced in this moment. Other channels may have theirs already, so this is no reason to ask all again.
            return Unsupported(channel, e);
        }
    }

    private static void CheckCommon(string requestId, string text, string field, int channels, FieldChecks checks)
    {
        checks.RequestId(requestId);
        checks.Require(text.Length <= LongestNote, field, $"must not be longer than {LongestNote} characters");
        checks.Require(!text.AsSpan().ContainsAny('\r', '\n'), field, "must be one line");
        checks.MostOf(channels, "channels");
    }

    private static TimeSpan? Length(Duration? asked, FieldChecks checks)
    {
        if (asked is null)
        {
            return null;
        }

        var isOne = asked is { Seconds: >= 0, Nanos: >= 0 } && asked.Seconds <= LongestClip.TotalSeconds && asked.Nanos % 100_000_000 == 0;
        checks.Require(isOne, "length", "must be in tenths of a second, and at most an hour");
        return isOne ? asked.ToTimeSpan() : null;
    }

    private static void Check(ChannelRecord channel, ClipLimits limits, string title, TimeSpan? length, FieldChecks checks)
    {
        checks.Require(
            TextMeasure.Of(title, TextUnit.CodePoint) <= limits.MaxTitle,
            "title",
            $"is at most {limits.MaxTitle} characters on {channel.Platform}, of {channel.Name}"
        );
        checks.Require(
            length is null || (length >= limits.MinLength && length <= limits.MaxLength),
            "length",
            $"is {limits.MinLength.TotalSeconds:0.#} to {limits.MaxLength.TotalSeconds:0.#} s on {channel.Platform}, of {channel.Name}"
        );
    }

    private static Moment Unsupported(ChannelRecord channel, CapabilityMissingException e) =>
        new()
        {
            Kind = Moment.Types.Kind.Clip,
            State = Moment.Types.State.Unsupported,
            Channel = channel.Name,
            Reason = ErrorReasons.CapabilityUnsupported,
            Detail = e.Message,
        };

    private static Moment Message(MomentRecord moment, BroadcastTimeline timeline, Uri? editUri = null)
    {
        var found = BroadcastMoments.Find(timeline, moment);
        return new()
        {
            Name = moment.State == Moment.Types.State.Refused ? "" : moment.Name,
            Kind = moment.Kind,
            State = moment.State,
            Channel = moment.Channel,
            Broadcast = found?.Broadcast.Name ?? "",
            Time = moment.At.ToTimestamp(),
            Position = found is { } at ? (moment.At - DateTimeOffset.FromUnixTimeMilliseconds(at.Part.Start)).ToDuration() : null,
            Note = moment.Note,
            PlatformId = moment.PlatformId,
            Uri = moment.Uri,
            EditUri = editUri?.AbsoluteUri ?? "",
            Reason = moment.Reason,
            PlatformReason = moment.PlatformReason,
            Detail = moment.Detail,
        };
    }
}

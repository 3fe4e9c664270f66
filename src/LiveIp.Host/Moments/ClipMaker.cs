using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using State = LiveIp.V1.Moment.Types.State;

namespace LiveIp.Host.Moments;

/// <summary>
/// Has a clip cut, once. That it is asked for is durable before it is; where the answer is lost, the platform's list is looked through
/// before anything is said.
/// </summary>
internal sealed class ClipMaker(MomentStore store, ChannelActions actions, TimeProvider clock)
{
    /// <summary>What is accepted appears within this time, or hardly at all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1.5);

    // Clocks differ, and platforms tell whole seconds.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">The plugin failed.</exception>
    public Task<ClipLimits> LimitsAsync(ChannelRecord channel, CancellationToken cancellationToken) =>
        actions.AskAsync<IClips, ClipLimits>(channel, static clips => clips.ClipLimits, cancellationToken);

    /// <returns>The clip, and where it can be changed.</returns>
    public async Task<(MomentRecord Clip, Uri? EditUri)> MakeAsync(ChannelRecord channel, ClipOrder order)
    {
        var clip = new MomentRecord
        {
            Id = ShortId.Make(),
            Channel = channel.Name,
            Kind = Moment.Types.Kind.Clip,
            State = State.Unknown,
            At = clock.GetUtcNow(),
            Note = order.Title,
        };
        store.Add(clip);
        try
        {
            var asked = await actions
                .UseAsync<IClips, RequestedClip>(
                    channel,
                    (clips, context, token) => clips.RequestClipAsync(order, context, token),
                    Limit,
                    mutates: true,
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            // Whatever happens now, it was accepted.
            clip = clip with
            {
                State = State.Pending,
                PlatformId = asked.Id,
            };
            store.Update(clip);
            var there = await LookAsync(channel, (c, context, token) => c.FindClipAsync(asked.Id, context, token)).ConfigureAwait(false);
            return (Kept(There(clip, there)), asked.EditUri);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.OutcomeUnknown)
        {
            var there = await LookAsync(channel, (c, context, token) => SameAsync(c, clip, context, token)).ConfigureAwait(false);
            return (Kept(there is null ? Failed(clip, State.Unknown, e) : There(clip, there)), null);
        }
        catch (AdapterException e)
        {
            // There is no such clip, and so nothing to keep.
            store.Remove(clip.Id);
            return (Failed(clip, State.Refused, e), null);
        }
        catch (CapabilityMissingException)
        {
            store.Remove(clip.Id);
            throw;
        }
    }

    private MomentRecord Kept(MomentRecord clip)
    {
        store.Update(clip);
        return clip;
    }

    private static MomentRecord There(MomentRecord clip, PlatformClip? there) =>
        there is null
            ? clip with
            {
                Detail = $"The platform accepted to make it; it was not there within {Patience.TotalSeconds:0} s, and may still appear.",
            }
            : clip with
            {
                State = State.OnPlatform,
                PlatformId = there.Id,
                Uri = there.Uri.AbsoluteUri,
            };

    private static MomentRecord Failed(MomentRecord clip, State state, AdapterException e) =>
        clip with
        {
            State = state,
            Reason = ChannelServiceErrors.Reason(e.Kind),
            PlatformReason = e.Reason ?? "",
            Detail = e.Message,
        };

    // Of several, none can be told to be ours; what an earlier order made is not.
    private async Task<PlatformClip?> SameAsync(
        IClips clips,
        MomentRecord clip,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        var own = await clips.ListOwnClipsAsync(clip.At - Slack, context, cancellationToken).ConfigureAwait(false);
        return own.Where(c => (clip.Note.Length == 0 || c.Title == clip.Note) && !store.HasClip(clip.Channel, c.Id)).ToArray() is [var only]
            ? only
            : null;
    }

    private async Task<PlatformClip?> LookAsync(
        ChannelRecord channel,
        Func<IClips, IChannelContext, CancellationToken, Task<PlatformClip?>> find
    )
    {
        for (var began = clock.GetTimestamp(); ; )
        {
            try
            {
                if (await actions.UseAsync(channel, find, Limit, mutates: false, CancellationToken.None).ConfigureAwait(false) is { } found)
                {
                    return found;
                }
            }
            catch (Exception e) when (e is AdapterException or CapabilityMissingException)
            {
                // Looking can be tried again, as long as there is patience.
            }

            if (clock.GetElapsedTime(began) + Look > Patience)
            {
                return null;
            }

            await Task.Delay(Look, clock).ConfigureAwait(false);
        }
    }
}

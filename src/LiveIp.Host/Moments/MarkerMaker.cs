using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.V1;

namespace LiveIp.Host.Moments;

/// <summary>Marks now. The marker is kept here before any platform is asked, so that none is ever lost.</summary>
internal sealed class MarkerMaker(MomentStore store, ChannelActions actions)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>The most code points of a note on the channel's platform; null where LiveIp alone has it.</summary>
    /// <exception cref="AdapterException">The plugin failed.</exception>
    public async Task<int?> MaxNoteAsync(ChannelRecord channel, CancellationToken cancellationToken) =>
        actions.Offers<IStreamMarkers>(channel)
            ? await actions.AskAsync<IStreamMarkers, int>(channel, static markers => markers.MaxMarkerNote, cancellationToken)
            : null;

    /// <param name="channel">Where.</param>
    /// <param name="note">Within the limits.</param>
    /// <param name="at">The moment that was meant.</param>
    public async Task<MomentRecord> MarkAsync(ChannelRecord channel, string note, DateTimeOffset at)
    {
        var asks = actions.Offers<IStreamMarkers>(channel);
        var marker = new MomentRecord
        {
            Id = ShortId.Make(),
            Channel = channel.Name,
            Kind = Moment.Types.Kind.Marker,
            // Until the platform has answered, nobody knows whether it has it: not after a crash either.
            State = asks ? Moment.Types.State.Unknown : Moment.Types.State.Local,
            At = at,
            Note = note,
        };
        store.Add(marker);
        if (!asks)
        {
            return marker;
        }

        var asked = await AskAsync(channel, marker).ConfigureAwait(false);
        store.Update(asked);
        return asked;
    }

    // A marker on Twitch cannot be looked for afterwards, so a lost answer stays unknown.
    private async Task<MomentRecord> AskAsync(ChannelRecord channel, MomentRecord marker)
    {
        try
        {
            var made = await actions
                .UseAsync<IStreamMarkers, PlatformMarker>(
                    channel,
                    (markers, context, token) => markers.SetMarkerAsync(marker.Note, context, token),
                    Limit,
                    mutates: true,
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            return marker with { State = Moment.Types.State.OnPlatform, PlatformId = made.Id ?? "" };
        }
        catch (AdapterException e)
        {
            return marker with
            {
                State = e.Kind == FailureKind.OutcomeUnknown ? Moment.Types.State.Unknown : Moment.Types.State.Local,
                Reason = ChannelServiceErrors.Reason(e.Kind),
                PlatformReason = e.Reason ?? "",
                Detail = e.Message,
            };
        }
        catch (CapabilityMissingException)
        {
            // The plugin was replaced in this moment.
            return marker with { State = Moment.Types.State.Local };
        }
    }
}

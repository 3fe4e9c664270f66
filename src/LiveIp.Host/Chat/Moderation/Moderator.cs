using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Chat.Lines;
using LiveIp.Host.Events;
using LiveIp.V1;
using Kind = LiveIp.V1.Retraction.Types.Kind;

namespace LiveIp.Host.Chat.Moderation;

/// <summary>Keeps order in one chat. Where an answer is lost, the platform's own word of it is looked for in the log.</summary>
internal sealed class Moderator(ChannelActions actions, BanStore bans, LogLookout lookout, IEventLog log, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>The longest time-out of the channel's platform.</summary>
    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException"/>
    public Task<TimeSpan> MaxTimeoutAsync(ChannelRecord channel, CancellationToken cancellationToken) =>
        actions.AskAsync<IPersonBanner, TimeSpan>(channel, static banner => banner.MaxTimeout, cancellationToken);

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException"/>
    public Task RemoveAsync(ChannelRecord channel, string messageId) =>
        DoAsync(
            channel,
            async () =>
                await actions.UseAsync<IMessageRemover, Done>(
                    channel,
                    async (remover, context, token) =>
                    {
                        await remover.RemoveMessageAsync(messageId, context, token);
                        return Done.Instance;
                    },
                    Limit,
                    mutates: true,
                    CancellationToken.None
                ),
            r => r.Kind is Kind.MessageDeleted or Kind.MessageRetracted && r.TargetIds.Contains(messageId)
        );

    /// <param name="channel">Where.</param>
    /// <param name="person">Person.id</param>
    /// <param name="duration">Null: for good.</param>
    /// <param name="reason">May be empty.</param>
    /// <returns>The ban, and whether what lifts it was lost with the answer.</returns>
    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException"/>
    public async Task<(BanRecord Ban, bool HandleLost)> BanAsync(ChannelRecord channel, string person, TimeSpan? duration, string reason)
    {
        var order = new BanOrder
        {
            Person = person,
            Duration = duration,
            Reason = reason,
        };
        // Asked before: a failure behind the ban would be taken for its refusal.
        var liftsByHandle = await actions
            .AskAsync<IPersonBanner, bool>(channel, static b => b.LiftsByHandle, CancellationToken.None)
            .ConfigureAwait(false);
        var placed = await DoAsync(
            channel,
            () =>
                actions.UseAsync<IPersonBanner, PlacedBan>(
                    channel,
                    (banner, context, token) => banner.BanAsync(order, context, token),
                    Limit,
                    mutates: true,
                    CancellationToken.None
                ),
            r => r.Kind == (duration is null ? Kind.Banned : Kind.TimedOut) && r.Target?.Id == person
        );
        var now = clock.GetUtcNow();
        var ban = new BanRecord
        {
            Channel = channel.Name,
            Person = person,
            Handle = placed?.Handle,
            PlacedAt = now,
            EndsAt = duration is { } time ? now + time : null,
        };
        bans.Place(ban);
        return (ban, placed is null && liftsByHandle);
    }

    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException"/>
    public async Task UnbanAsync(ChannelRecord channel, string person)
    {
        var order = new UnbanOrder { Person = person, Handle = bans.Find(channel.Name, person)?.Handle };
        await DoAsync(
            channel,
            () =>
                actions.UseAsync<IPersonBanner, Done>(
                    channel,
                    async (banner, context, token) =>
                    {
                        await banner.UnbanAsync(order, context, token);
                        return Done.Instance;
                    },
                    Limit,
                    mutates: true,
                    CancellationToken.None
                ),
            r => r.Kind == Kind.Unbanned && r.Target?.Id == person
        );
        bans.Lift(channel.Name, person);
    }

    /// <summary>Null when the answer was lost, and the platform told in the chat that it did it.</summary>
    private async Task<T?> DoAsync<T>(ChannelRecord channel, Func<Task<T>> act, Func<Retraction, bool> told)
        where T : class
    {
        var after = log.LastSequence;
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.OutcomeUnknown)
        {
            var filter = new LogFilter { Channels = [channel.Name], Kinds = [LiveEvent.BodyOneofCase.Retraction] };
            if (await lookout.FindAsync(filter, after, r => told(r.Retraction), CancellationToken.None).ConfigureAwait(false) is null)
            {
                throw;
            }

            return null;
        }
    }

    private sealed class Done
    {
        public static readonly Done Instance = new();
    }
}

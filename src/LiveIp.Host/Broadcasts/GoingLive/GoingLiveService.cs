using System.Runtime.CompilerServices;
using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Channels;
using LiveIp.V1;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>What a person can do with plans. The driver does the work.</summary>
internal sealed class GoingLiveService(
    PlanStore plans,
    PlanSignal signal,
    GoingLiveDriver driver,
    PlatformSteps steps,
    ChannelStore channels,
    BroadcastDirectory directory,
    TimeProvider clock
)
{
    /// <summary>Who asked to go live waits no longer than this for all channels to be at rest.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>The log may have something new though no step was made.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>The plan and the log's broadcast of this name; both null when there is none.</summary>
    public async Task<KnownBroadcast> FindAsync(string name, CancellationToken cancellationToken)
    {
        var known = await directory.ReadAsync(cancellationToken);
        if (PlanRecord.IdOf(name) is { } id)
        {
            var plan = plans.Find(id);
            return new(plan, plan is { Sequence: > 0 } && known.Find(plan.Sequence) is { } told && IsOf(plan, told) ? told : null);
        }

        var broadcast = BroadcastRecord.IdOf(name) is { } sequence ? known.Find(sequence) : null;
        return new(broadcast is null ? null : PlanOf(broadcast), broadcast);
    }

    /// <summary>The plan that became this broadcast, or null.</summary>
    public PlanRecord? PlanOf(BroadcastRecord broadcast) => PlanOf(broadcast, plans.All());

    public static PlanRecord? PlanOf(BroadcastRecord broadcast, IReadOnlyList<PlanRecord> all)
    {
        var sequences = broadcast.Sequences.ToHashSet();
        return all.FirstOrDefault(p => sequences.Contains(p.Sequence) && IsOf(p, broadcast));
    }

    /// <summary>
    /// The log may have been brought back from a backup that is older than the plans, and have given the sequence to another broadcast.
    /// </summary>
    private static bool IsOf(PlanRecord plan, BroadcastRecord broadcast) =>
        plan.LiveWishedAt is { } wished
        && (broadcast.End is null || broadcast.End >= wished.ToUnixTimeMilliseconds())
        && broadcast.Parts.Any(p => plan.Parts.Any(r => r.Channel == p.Channel.Name));

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PlanRecord> All() => plans.All();

    /// <summary>Stores the plan; where it is to be announced, that begins.</summary>
    public PlanRecord Create(CreateBroadcastRequest asked, Examination examined)
    {
        var made = plans.Create(asked, examined.Parts);
        Tell();
        return made;
    }

    /// <summary>Wishes, and waits until every channel is at rest.</summary>
    public async Task<PlanRecord> GoLiveAsync(string id, string requestId, CancellationToken cancellationToken)
    {
        plans.Wish(id, PlanWish.Live, requestId);
        Tell();
        return await RestAsync(id, cancellationToken);
    }

    /// <inheritdoc cref="GoLiveAsync"/>
    public async Task<PlanRecord> EndAsync(string id, string requestId, CancellationToken cancellationToken)
    {
        plans.Wish(id, PlanWish.Ended, requestId);
        Tell();
        return await RestAsync(id, cancellationToken);
    }

    /// <summary>Replaces what was asked for, and waits until every platform that was told the old has been told the new.</summary>
    public async Task<PlanRecord> ReplaceAsync(
        string id,
        CreateBroadcastRequest asked,
        Examination examined,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        plans.Replace(id, asked, examined.Parts, requestId);
        Tell();
        return await RestAsync(id, cancellationToken);
    }

    /// <summary>Asks the platforms for what going live would need, and changes nothing.</summary>
    public async Task<IReadOnlyList<PlanPart>> RehearseAsync(Examination examined, CancellationToken cancellationToken)
    {
        var parts = new List<PlanPart>();
        foreach (var part in examined.Parts)
        {
            var channel = channels.Get(ChannelRecord.IdOf(part.Channel)!);
            if (channel is null || !steps.HasIngest(channel))
            {
                parts.Add(part);
                continue;
            }

            try
            {
                await steps.IngestAsync(channel, cancellationToken);
                parts.Add(part);
            }
            catch (AdapterException e)
            {
                parts.Add(part with { Problem = new(ChannelServiceErrors.Of(e.Kind).Reason, e.Message, e.Reason ?? "", Final: false) });
            }
        }

        return parts;
    }

    /// <summary>As it is, and at each change, until it is over.</summary>
    public async IAsyncEnumerable<KnownBroadcast> WatchAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = signal.Next;
            var told = await FindAsync(name, cancellationToken);
            yield return told;
            if (told.IsOver)
            {
                yield break;
            }

            await EitherAsync(next, BetweenLooks, cancellationToken);
        }
    }

    private async Task<PlanRecord> RestAsync(string id, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + LongestWait;
        while (true)
        {
            var next = signal.Next;
            var plan = plans.Find(id)!;
            if (plan.Parts.All(p => IsAtRest(plan, p)) || clock.GetUtcNow() >= until)
            {
                return plan;
            }

            await EitherAsync(next, BetweenLooks, cancellationToken);
        }
    }

    /// <summary>What comes next is for the encoder, or for a person, to bring about.</summary>
    private static bool IsAtRest(PlanRecord plan, PlanPart part) =>
        part.Problem is { Final: true }
        || part.Step == PartStep.Ended
        || plan.Wish switch
        {
            PlanWish.Planned => true,
            PlanWish.Ended => !part.Commanded && part.Step == PartStep.Live,
            PlanWish.Announced when !part.Commanded => true,
            PlanWish.Announced => part.Step >= PartStep.Described && part.Version == plan.Version,
            _ => part.Step >= PartStep.Ready && part.Version == plan.Version,
        };

    private async Task EitherAsync(Task next, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(pause, clock, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Tell()
    {
        signal.Raise();
        driver.Wake();
    }
}

/// <summary>One broadcast: as it was planned, as the log tells it, or both.</summary>
internal sealed record KnownBroadcast(PlanRecord? Plan, BroadcastRecord? Broadcast)
{
    public bool IsKnown => Plan is not null || Broadcast is not null;

    /// <summary>Nothing about it will change by itself.</summary>
    public bool IsOver => Plan is null ? Broadcast?.End is not null : Plan.Parts.All(static p => p.Step == PartStep.Ended);
}

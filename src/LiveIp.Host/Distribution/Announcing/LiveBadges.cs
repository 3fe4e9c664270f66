using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>
/// Marks accounts as live where a network has that, for as long as an announced broadcast goes on. Nothing of it is kept on the disk: a mark
/// that is shown again is the same mark, one that nobody takes away ends by itself, and a new process shows it anew.
/// </summary>
internal sealed class LiveBadges(IExtensionRegistry registry, TimeProvider clock, ILogger<LiveBadges> logger)
{
    /// <summary>Twice the time between two showings, so that one may fail.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(60);

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    /// <summary>Of taking one away; then it ends by itself.</summary>
    private const int Tries = 5;

    /// <summary>A broadcast that nobody speaks of any more, such as one that was deleted, is not shown for ever.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(long Broadcast, string Account), Wanted> _wanted = [];
    private readonly ConcurrentDictionary<long, DateTimeOffset> _spokenOf = [];

    /// <summary>The broadcast goes on. Cheap when nothing is new.</summary>
    /// <param name="accounts">To whom it was announced.</param>
    public void Show(long broadcast, IEnumerable<string> accounts, ShowFacts facts)
    {
        if (BadgeOf(facts) is not { } badge)
        {
            return;
        }

        _spokenOf[broadcast] = clock.GetUtcNow();
        foreach (var account in accounts)
        {
            _wanted.AddOrUpdate(
                (broadcast, account),
                _ => new Wanted(badge, IsOver: false, clock.GetUtcNow(), Failures: 0),
                (_, before) =>
                    before.Says(badge) && !before.IsOver ? before : new Wanted(badge, IsOver: false, clock.GetUtcNow(), Failures: 0)
            );
        }
    }

    /// <summary>The broadcast is over.</summary>
    public void End(long broadcast, IEnumerable<string> accounts, ShowFacts facts)
    {
        _spokenOf.TryRemove(broadcast, out _);
        foreach (var account in accounts)
        {
            if ((_wanted.TryGetValue((broadcast, account), out var shown) ? shown.Badge : BadgeOf(facts)) is { } badge)
            {
                _wanted[(broadcast, account)] = new Wanted(badge, IsOver: true, clock.GetUtcNow(), Failures: 0);
            }
        }
    }

    /// <summary>Does what is due.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, wanted) in _wanted.Where(w => w.Value.Due <= clock.GetUtcNow()))
        {
            var isForgotten =
                !wanted.IsOver && clock.GetUtcNow() - _spokenOf.GetValueOrDefault(key.Broadcast, DateTimeOffset.MinValue) > Forgotten;
            var next = isForgotten ? null : await NextAsync(key.Account, wanted, cancellationToken);
            if (isForgotten)
            {
                _spokenOf.TryRemove(key.Broadcast, out _);
            }

            // Something else may be wished by now, and that stays.
            _ = next is null ? _wanted.TryRemove(KeyValuePair.Create(key, wanted)) : _wanted.TryUpdate(key, next, wanted);
        }
    }

    /// <summary>What is to be done after an attempt; null for nothing more.</summary>
    private async Task<Wanted?> NextAsync(string account, Wanted wanted, CancellationToken cancellationToken)
    {
        var result = await TryAsync(account, wanted, cancellationToken);
        switch (result?.Outcome)
        {
            case null or ChangeOutcome.Done or ChangeOutcome.Gone or ChangeOutcome.Unsupported or ChangeOutcome.Rejected:
                if (result is { Outcome: ChangeOutcome.Unsupported or ChangeOutcome.Rejected })
                {
                    logger.LogWarning("{Account} shows no live badge. {Why}", account, result.Detail);
                }

                // Also where there is no such thing: a setting may say otherwise by then.
                return wanted.IsOver ? null : wanted with { Due = clock.GetUtcNow() + Between, Failures = 0 };
            default:
                logger.LogWarning("{Account}: the live badge could not be changed. {Why}", account, result.Detail);
                return wanted.IsOver && wanted.Failures + 1 >= Tries
                    ? null
                    : wanted with
                    {
                        Due = clock.GetUtcNow() + (result.RetryAfter > AfterFailure ? result.RetryAfter.Value : AfterFailure),
                        Failures = wanted.Failures + 1,
                    };
        }
    }

    /// <summary>The one catch of the plugin. Null where the network has no such thing, or the settings do not ask for it.</summary>
    private async Task<ChangeResult?> TryAsync(string account, Wanted wanted, CancellationToken cancellationToken)
    {
        if (registry.FindDistributor(account) is not { IsSetUp: true } distributor)
        {
            return null;
        }

        try
        {
            return await DistributorCall.AskAsync(
                distributor,
                async (d, token) =>
                    d is not ILiveBadge { WantsLiveBadge: true } badge ? null
                    : wanted.IsOver ? await badge.ClearLiveBadgeAsync(wanted.Badge, clock, token)
                    : await badge.ShowLiveBadgeAsync(wanted.Badge, clock, token),
                Limit,
                clock,
                cancellationToken
            );
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Its message may name a URL, and a URL may be a secret.
            return new ChangeResult { Outcome = ChangeOutcome.Unconfirmed, Detail = $"The distributor failed with {e.GetType().Name}." };
        }
    }

    /// <summary>Null where nobody knows where to watch.</summary>
    private static LiveBadge? BadgeOf(ShowFacts facts)
    {
        Post.Types.Link[] links =
        [
            .. facts
                .Platforms.Where(static p => p.Uri is not null)
                .Select(static p => new Post.Types.Link { Platform = p.Id, Uri = p.Uri!.AbsoluteUri }),
        ];
        return links.Length == 0
            ? null
            : new LiveBadge
            {
                Links = links,
                Title = facts.Title,
                Duration = Lasts,
            };
    }

    private sealed record Wanted(LiveBadge Badge, bool IsOver, DateTimeOffset Due, int Failures)
    {
        public bool Says(LiveBadge other) => Badge.Title == other.Title && Badge.Links.SequenceEqual(other.Links);
    }
}

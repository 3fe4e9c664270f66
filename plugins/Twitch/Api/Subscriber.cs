using System.Collections.Concurrent;
using System.Net;
using LiveIp.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>Subscribes a fresh session to all that its token may read.</summary>
internal sealed class Subscriber(SubscriptionsClient subscriptions, IPlatformContext context)
{
    /// <summary>Twitch closes a session that has no subscription after 10 s (close code 4003).</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private const int Parallelism = 8;
    private const int AttemptsEach = 3;

    private readonly ConcurrentDictionary<SubscriptionKind, bool> _outcome = new();

    /// <summary>The types that Twitch has accepted so far.</summary>
    public IReadOnlySet<string> Accepted =>
        _outcome.Where(static o => o.Value).Select(static o => o.Key.Type).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Deletes what earlier sessions left behind. Failing at it is no reason not to go on: Twitch clears up by itself, later.
    /// </summary>
    /// <exception cref="AdapterException">SignInRequired or RateLimited, with which nothing else would work either.</exception>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stale = await subscriptions.ListDisconnectedAsync(cancellationToken);
            await Parallel.ForEachAsync(
                stale,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (id, token) => await subscriptions.DeleteAsync(id, token)
            );
            if (stale.Count > 0)
            {
                context.Logger.LogInformation("Deleted {Count} subscriptions of earlier EventSub sessions", stale.Count);
            }
        }
        catch (AdapterException e) when (e.Kind == FailureKind.Transient)
        {
            context.Logger.LogWarning("Could not delete subscriptions of earlier EventSub sessions: {Reason}", e.Message);
        }
    }

    /// <summary>The types that Twitch accepted. Those that the token does not allow are left out, and logged.</summary>
    /// <exception cref="AdapterException">It could not be done in time, or Twitch accepted none.</exception>
    public async Task<IReadOnlySet<string>> SubscribeAsync(TokenInfo token, string sessionId, CancellationToken cancellationToken)
    {
        var allowed = SubscriptionCatalog.All.Where(kind => kind.IsAllowed(token.Scopes)).ToList();
        using var window = new CancellationTokenSource(Window, context.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(window.Token, cancellationToken);
        try
        {
            await Parallel.ForEachAsync(
                allowed,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = linked.Token },
                async (kind, ct) => _outcome[kind] = await TryOneAsync(kind, token.UserId, sessionId, ct)
            );
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(
                FailureKind.Transient,
                $"Twitch accepted only {_outcome.Count(static o => o.Value)} of {allowed.Count} subscriptions in time.",
                innerException: e
            );
        }

        var accepted = Accepted;
        if (accepted.Count == 0)
        {
            throw new AdapterException(FailureKind.Transient, "Twitch accepted no subscription at all.");
        }

        var missing = SubscriptionCatalog.All.Select(static kind => kind.Type).Where(type => !accepted.Contains(type)).Distinct().ToList();
        context.Logger.LogInformation("Subscribed to {Count} kinds of events", accepted.Count);
        if (missing.Count > 0)
        {
            context.Logger.LogWarning(
                "Not read, because the sign-in does not allow it or Twitch refused: {Types}",
                string.Join(", ", missing)
            );
        }

        return accepted;
    }

    private async Task<bool> TryOneAsync(SubscriptionKind kind, string channelId, string sessionId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                var answer = await subscriptions.CreateAsync(kind, channelId, sessionId, cancellationToken);
                if (SubscriptionsClient.IsThere(answer))
                {
                    return true;
                }

                // 403: a scope is lacking. 400: this type or version is not (or no longer) offered to this channel, or the
                // session is gone, which is another matter.
                if (
                    answer.Status == HttpStatusCode.Forbidden
                    || (
                        answer.Status == HttpStatusCode.BadRequest
                        && !answer.Explanation.Contains("session", StringComparison.OrdinalIgnoreCase)
                    )
                )
                {
                    context.Logger.LogWarning(
                        "Twitch refuses {Type} ({Status}{Reason})",
                        kind.Type,
                        (int)answer.Status,
                        answer.Explanation
                    );
                    return false;
                }

                throw new AdapterException(
                    FailureKind.Transient,
                    $"Twitch answered {(int)answer.Status} to a subscription{answer.Explanation}."
                );
            }
            catch (AdapterException e) when (attempt < AttemptsEach && CanWait(e))
            {
                pause = e.RetryAfter ?? TimeSpan.FromMilliseconds(200 * attempt);
            }

            await Task.Delay(pause, context.Clock, cancellationToken);
        }
    }

    // A wait that outlasts the window is the host's: it starts a new session afterwards.
    private static bool CanWait(AdapterException e) =>
        e.Kind == FailureKind.Transient || (e.Kind == FailureKind.RateLimited && e.RetryAfter < Window / 2);
}

using System.Runtime.CompilerServices;
using LiveIp.Host.Events;
using LiveIp.Host.Polls.Running;
using LiveIp.Host.Polls.Stored;

namespace LiveIp.Host.Polls;

/// <summary>What a person can do with polls. The driver does the work.</summary>
internal sealed class PollDesk(PollStore store, PollSignal signal, PollDriver driver, IEventLog log, TimeProvider clock)
{
    /// <summary>Who starts a poll waits no longer than this until it is known what became of it on every channel.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>A vote in the log wakes nobody more often than this.</summary>
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Stores the poll, has it started, and waits until it is known of every channel whether it is there.</summary>
    public async Task<PollRecord> CreateAsync(PollOrder order, string requestId, string fingerprint, CancellationToken cancellationToken)
    {
        var poll = store.Create(order.Question, order.Options, order.Duration, order.Parts, requestId, fingerprint);
        Tell();
        return await RestAsync(poll.Id, IsStarted, cancellationToken);
    }

    /// <summary>The poll of an earlier call with this request_id, when it is known what became of it; null for a new one.</summary>
    public async Task<PollRecord?> FindAsync(string requestId, string fingerprint, CancellationToken cancellationToken) =>
        store.FindByRequest(requestId, fingerprint) is { } made ? await RestAsync(made.Id, IsStarted, cancellationToken) : null;

    /// <summary>Ends it, and waits until every channel has its result.</summary>
    public async Task<PollRecord> EndAsync(string id, string requestId, CancellationToken cancellationToken)
    {
        var poll = store.End(id, requestId);
        Tell();
        return await RestAsync(poll.Id, static p => p.IsOver, cancellationToken);
    }

    /// <summary>As it is, and whenever something may have changed, until it is over.</summary>
    public async IAsyncEnumerable<PollRecord> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (next, last) = (signal.Next, log.LastSequence);
            if (store.Find(id) is not { } poll)
            {
                yield break;
            }

            yield return poll;
            if (poll.IsOver)
            {
                yield break;
            }

            await Task.Delay(BetweenTellings, clock, cancellationToken);
            await AnyAsync(ct => Task.WhenAny(next, log.WaitForMoreAsync(last, ct)), cancellationToken);
        }
    }

    private async Task<PollRecord> RestAsync(string id, Func<PollRecord, bool> isReached, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var next = signal.Next;
            var poll = store.Find(id)!;
            if (isReached(poll) || clock.GetElapsedTime(began) >= LongestWait)
            {
                return poll;
            }

            await AnyAsync(_ => next, cancellationToken);
        }
    }

    private static bool IsStarted(PollRecord poll) =>
        poll.Parts.All(static p => p.Step > PollStep.Asked || p is { Step: PollStep.Asked, Fault: not null });

    /// <summary>Waits for news, and not long: time goes by though nothing happens.</summary>
    private async Task AnyAsync(Func<CancellationToken, Task> news, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(news(either.Token), Task.Delay(BetweenLooks, clock, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Tell()
    {
        signal.Raise();
        driver.Wake();
    }
}

/// <summary>A poll that was examined.</summary>
internal sealed record PollOrder
{
    public required string Question { get; init; }

    public required IReadOnlyList<string> Options { get; init; }

    public required TimeSpan Duration { get; init; }

    public required IReadOnlyList<PollPartRecord> Parts { get; init; }
}

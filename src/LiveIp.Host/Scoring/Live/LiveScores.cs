using System.Runtime.CompilerServices;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;

namespace LiveIp.Host.Scoring.Live;

/// <summary>
/// Follows scores of broadcasts that run. Who takes an answer late gets the newest state next, and nothing that lies between: it is
/// computed when it is asked for.
/// </summary>
internal sealed class LiveScores(ScoreBook book, BroadcastDirectory directory, SqliteEventLog log, TimeProvider clock)
{
    /// <summary>No more often: a person reads it.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1);

    /// <summary>No more seldom: rates change with the time alone.</summary>
    public static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);

    /// <summary>The state now, and then each newer one until the broadcast ends. Nothing when there is no such broadcast.</summary>
    /// <exception cref="ProfileNotFoundException">There is no such profile.</exception>
    public async IAsyncEnumerable<LiveScore> WatchAsync(
        string broadcast,
        string profile,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var sheet = await book.ReadAsync(profile, cancellationToken).ConfigureAwait(false);
            if (sheet.Find(broadcast) is not { } known)
            {
                yield break;
            }

            // "last" is the one that it was at the beginning.
            broadcast = known.Name;
            yield return new()
            {
                At = clock.GetUtcNow(),
                Broadcast = known,
                Score = sheet.Score(known),
                AsOfSequence = sheet.AsOfSequence,
            };
            if (!known.IsLive)
            {
                yield break;
            }

            await foreach (var score in FollowAsync(sheet, known, cancellationToken).ConfigureAwait(false))
            {
                yield return score;
            }
        }
    }

    // Ends when the history has to be read anew: at the end of the broadcast, or when a channel comes or goes.
    private async IAsyncEnumerable<LiveScore> FollowAsync(
        ScoreSheet sheet,
        KnownBroadcast known,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var id = BroadcastRecord.IdOf(known.Name)!.Value;
        if ((await directory.ReadAsync(cancellationToken).ConfigureAwait(false)).Find(id) is not { End: null } record)
        {
            yield break;
        }

        var after = sheet.AsOfSequence;
        var live = new LiveBroadcast(book, sheet, known, record, clock.GetUtcNow());
        while (true)
        {
            await PauseAsync(after, cancellationToken).ConfigureAwait(false);
            // Taken first: the numbers contain at least all up to here.
            after = log.LastSequence;
            var timeline = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (!live.Fits(timeline.Find(id)) || live.Update(after, clock.GetUtcNow()) is not { } score)
            {
                yield break;
            }

            yield return score;
        }
    }

    // A second, then until there is more, but no longer than a minute in all.
    private async Task PauseAsync(long after, CancellationToken cancellationToken)
    {
        var second = Task.Delay(AtMost, clock, cancellationToken);
        using var due = new CancellationTokenSource(AtLeast, clock);
        await second.ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await log.WaitForMoreAsync(after, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The minute is over.
        }
    }
}

using LiveIp.Host.Events;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Broadcasts;

/// <summary>What people and rules change about broadcasts: titles, labels, and what must go.</summary>
internal sealed class BroadcastBook(BroadcastDirectory directory)
{
    /// <summary>Labels of one broadcast.</summary>
    public const int MostLabels = 16;

    /// <summary>Null when there is no such broadcast.</summary>
    /// <param name="id">Of any of its states.</param>
    /// <param name="title">Null leaves it; empty brings back the platform's.</param>
    /// <param name="labels">Sets each; an empty value takes the label away.</param>
    /// <exception cref="TooManyLabelsException">It would have more than <see cref="MostLabels"/>; nothing was changed.</exception>
    public async Task<BroadcastRecord?> UpdateAsync(
        long id,
        string? title,
        IReadOnlyDictionary<string, string> labels,
        CancellationToken cancellationToken
    )
    {
        var after = await directory.ChangeAsync(
            before =>
            {
                if (before.Find(id) is not { } broadcast)
                {
                    return null;
                }

                var left = broadcast
                    .Labels.Keys.Except(labels.Where(static l => l.Value.Length == 0).Select(static l => l.Key))
                    .Union(labels.Where(static l => l.Value.Length > 0).Select(static l => l.Key));
                return left.Count() > MostLabels
                    ? throw new TooManyLabelsException()
                    : connection => Write(connection, broadcast, title, labels);
            },
            cancellationToken
        );
        return after.Find(id);
    }

    /// <summary>What the platform told in words goes; that there was a broadcast stays.</summary>
    public Task BlankAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            _ =>
                connection =>
                {
                    foreach (var sequence in sequences)
                    {
                        BroadcastStore.Blank(connection, sequence);
                    }
                },
            cancellationToken
        );

    /// <summary>Removes the channel's parts that ended before the time, with what people said of them.</summary>
    public Task RemoveAsync(LoggedChannel channel, DateTimeOffset endedBefore, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            before =>
            {
                var due = before
                    .All.SelectMany(static b => b.Parts)
                    .Where(p => p.Channel == channel && p.End < endedBefore.ToUnixTimeMilliseconds())
                    .SelectMany(static p => p.Sequences)
                    .ToArray();
                return due.Length == 0 ? null : connection => Array.ForEach(due, s => BroadcastStore.Remove(connection, s));
            },
            cancellationToken
        );

    /// <summary>Puts every text through <paramref name="clean"/>: names of people who asked to be forgotten.</summary>
    public Task CleanAsync(Func<string, string> clean, CancellationToken cancellationToken) =>
        directory.ChangeAsync(
            _ =>
                connection =>
                {
                    foreach (var state in BroadcastStore.States(connection).Where(s => clean(s.Title) != s.Title))
                    {
                        BroadcastStore.SetPlatformTitle(connection, state.Sequence, clean(state.Title));
                    }

                    foreach (var (sequence, notes) in BroadcastStore.Notes(connection))
                    {
                        if (clean(notes.Title) is var title && title != notes.Title)
                        {
                            BroadcastStore.SetTitle(connection, sequence, title);
                        }

                        foreach (var (label, value) in notes.Labels.Where(l => clean(l.Key) != l.Key || clean(l.Value) != l.Value))
                        {
                            BroadcastStore.SetLabel(connection, sequence, label, "");
                            BroadcastStore.SetLabel(connection, sequence, clean(label), clean(value));
                        }
                    }
                },
            cancellationToken
        );

    private static void Write(
        SqliteConnection connection,
        BroadcastRecord broadcast,
        string? title,
        IReadOnlyDictionary<string, string> labels
    )
    {
        // It may stand at several states, when several broadcasts turned out to be one.
        foreach (var sequence in broadcast.Sequences)
        {
            if (title is not null)
            {
                BroadcastStore.SetTitle(connection, sequence, sequence == broadcast.Id ? title : "");
            }

            foreach (var (label, value) in labels)
            {
                BroadcastStore.SetLabel(connection, sequence, label, sequence == broadcast.Id ? value : "");
            }
        }
    }
}

internal sealed class TooManyLabelsException() : Exception($"A broadcast has at most {BroadcastBook.MostLabels} labels.");

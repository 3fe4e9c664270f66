using LiveIp.Host.Broadcasts;
using LiveIp.Host.Scoring;
using LiveIp.V1;

namespace LiveIp.Host.Strategy.Stored;

/// <summary>What was streamed after a suggestion, written to the suggestion and to the labels of the broadcast.</summary>
internal sealed class ChoiceBook(SuggestionStore store, BroadcastDirectory directory, BroadcastBook broadcasts)
{
    /// <param name="id">Of the suggestion.</param>
    /// <param name="labels">Empty leaves those that were told before.</param>
    /// <param name="broadcast">"broadcasts/{id}" or "broadcasts/last"; empty leaves the one that was told before.</param>
    /// <exception cref="ChoiceRefusedException">Something that it names is not there, or cannot have followed.</exception>
    /// <exception cref="TooManyLabelsException">The broadcast would have too many; nothing was changed.</exception>
    /// <exception cref="Events.EventLogException">The log cannot be written.</exception>
    public async Task<Suggestion> RecordAsync(
        string id,
        IReadOnlyDictionary<string, string> labels,
        string broadcast,
        CancellationToken cancellationToken
    )
    {
        var suggestion = store.Get(id) ?? throw new ChoiceRefusedException(ChoiceFault.NoSuggestion);
        var chosen = labels.Count > 0 ? labels : suggestion.Choice?.Labels ?? throw new ChoiceRefusedException(ChoiceFault.NoLabels);
        var told = broadcast.Length > 0 ? broadcast : suggestion.Choice?.Broadcast ?? "";
        if (told.Length > 0)
        {
            var known = Find(await directory.ReadAsync(cancellationToken), told);
            // One that retention removed after it was told must not make the suggestion unchangeable.
            told = known is null && broadcast.Length == 0 ? "" : Check(known, suggestion).Name;
            if (known is not null)
            {
                // Before the suggestion: should the host end in between, the same call does both again.
                _ = await broadcasts.UpdateAsync(known.Id, title: null, chosen, cancellationToken);
            }
        }

        return store.Record(id, chosen, told) ?? throw new ChoiceRefusedException(ChoiceFault.NoSuggestion);
    }

    private static BroadcastRecord? Find(BroadcastTimeline known, string name) =>
        name == ScoreSheet.Last
            ? known.All is [.., var last]
                ? last
                : null
            : BroadcastRecord.IdOf(name) is { } id
                ? known.Find(id)
                : null;

    private static BroadcastRecord Check(BroadcastRecord? broadcast, Suggestion suggestion) =>
        broadcast is null ? throw new ChoiceRefusedException(ChoiceFault.NoBroadcast)
        : broadcast.End <= suggestion.CreatedAt.ToDateTimeOffset().ToUnixTimeMilliseconds()
            ? throw new ChoiceRefusedException(ChoiceFault.EndedBefore)
        : broadcast;
}

/// <summary>Why a choice is not recorded.</summary>
internal enum ChoiceFault
{
    NoSuggestion,
    NoLabels,
    NoBroadcast,

    /// <summary>The broadcast had ended when the suggestion was made.</summary>
    EndedBefore,
}

/// <summary>A choice that cannot be recorded; nothing was changed.</summary>
internal sealed class ChoiceRefusedException(ChoiceFault fault) : Exception($"The choice was refused: {fault}.")
{
    public ChoiceFault Fault => fault;
}

using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Polls;

/// <summary>The polls of the show.</summary>
internal sealed class PollBook
{
    private const int MaxOptions = 4;

    private readonly Dictionary<int, TruthRow> _rows = [];

    /// <summary>The next state of a poll, and whether its row is not in the ledger yet.</summary>
    public (PollState State, bool IsNew) Next(Scene scene, PollEvent poll)
    {
        var id = scene.Ids.Poll(poll.Poll);
        var options = poll.Options.Take(MaxOptions).ToArray();
        var isNew = !_rows.TryGetValue(poll.Poll, out var row);
        if (row is null)
        {
            _rows[poll.Poll] = row = PollMessages.Row(scene, id);
        }

        var state = new PollState
        {
            Id = id,
            Question = poll.Question,
            Options = options,
            Votes = [.. options.Select((_, i) => i < poll.Votes.Count ? poll.Votes[i] : 0)],
            Closed = poll.Last,
            Row = row,
        };
        return (state, isNew);
    }
}

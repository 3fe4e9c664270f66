using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Wire;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;
using PollStatus = LiveIp.Emulators.YouTube.Wire.LiveChatPollDetails.Types.PollStatusWrapper.Types.PollStatus;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>The polls of the show. A poll is one message, sent again with every change of its tallies and when it closes.</summary>
internal sealed class PollBook
{
    private const int ClosedRevision = 1_000_000_000;
    private const int MaxOptions = 4;

    private readonly Dictionary<int, TruthRow> _rows = [];

    /// <summary>The next state of a poll. <c>IsNew</c> when its row is not in the ledger yet; <c>Update</c> brings the row up to it.</summary>
    public (ChatEntry Entry, bool IsNew, Action Update) Next(Scene scene, PollEvent poll)
    {
        var id = scene.Ids.Poll(poll.Poll);
        var options = poll.Options.Take(MaxOptions).ToArray();
        var votes = options.Select((_, i) => i < poll.Votes.Count ? poll.Votes[i] : 0).ToArray();
        var sum = votes.Sum();
        var revision = poll.Last ? sum + ClosedRevision : sum;
        var isNew = !_rows.TryGetValue(poll.Poll, out var row);
        if (row is null)
        {
            row = scene.Row(id, "poll", MessageType.PollEvent, Viewer.Owner);
            row.Tally = new Tally(id, 0);
            _rows[poll.Poll] = row;
        }

        var message = scene.Message(
            id,
            MessageType.PollEvent,
            Viewer.Owner,
            poll.Question,
            snippet =>
            {
                var metadata = new LiveChatPollDetails.Types.PollMetadata { QuestionText = poll.Question };
                metadata.Options.AddRange(
                    options.Select(
                        (text, i) => new LiveChatPollDetails.Types.PollMetadata.Types.PollOption { OptionText = text, Tally = votes[i] }
                    )
                );
                snippet.PollDetails = new LiveChatPollDetails
                {
                    Metadata = metadata,
                    Status = poll.Last ? PollStatus.Closed : PollStatus.Active,
                };
            },
            row.At
        );
        return (new ChatEntry(message, row, revision), isNew, Update);

        void Update()
        {
            row.Revision = revision;
            row.Tally = new Tally(id, sum);
            row.Class = Fate.Replayable;
            row.Reason = null;
        }
    }
}

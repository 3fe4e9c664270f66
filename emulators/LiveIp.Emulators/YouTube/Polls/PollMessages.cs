using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Live;
using LiveIp.Emulators.YouTube.Wire;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;
using PollStatus = LiveIp.Emulators.YouTube.Wire.LiveChatPollDetails.Types.PollStatusWrapper.Types.PollStatus;

namespace LiveIp.Emulators.YouTube.Polls;

/// <summary>A poll is one message, sent again with every change of its tallies and when it closes.</summary>
internal static class PollMessages
{
    private const int ClosedRevision = 1_000_000_000;

    public static TruthRow Row(Scene scene, string id)
    {
        var row = scene.Row(id, "poll", MessageType.PollEvent, Viewer.Owner);
        row.Tally = new Tally(id, 0);
        return row;
    }

    /// <summary>The message of a state; <c>Update</c> brings the row up to it.</summary>
    public static (ChatEntry Entry, Action Update) Of(Scene scene, PollState poll)
    {
        var revision = poll.Closed ? poll.Sum + ClosedRevision : poll.Sum;
        var message = scene.Message(
            poll.Id,
            MessageType.PollEvent,
            Viewer.Owner,
            poll.Question,
            snippet =>
            {
                var metadata = new LiveChatPollDetails.Types.PollMetadata { QuestionText = poll.Question };
                metadata.Options.AddRange(
                    poll.Options.Select(
                        (text, i) =>
                            new LiveChatPollDetails.Types.PollMetadata.Types.PollOption { OptionText = text, Tally = poll.Votes[i] }
                    )
                );
                snippet.PollDetails = new LiveChatPollDetails
                {
                    Metadata = metadata,
                    Status = poll.Closed ? PollStatus.Closed : PollStatus.Active,
                };
            },
            poll.Row.At
        );
        return (new ChatEntry(message, poll.Row, revision), Update);

        void Update()
        {
            poll.Row.Revision = revision;
            poll.Row.Tally = new Tally(poll.Id, poll.Sum);
            poll.Row.Class = Fate.Replayable;
            poll.Row.Reason = null;
        }
    }
}

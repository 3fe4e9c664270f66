using System.Globalization;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;
using PollBody = LiveIp.V1.Poll;
using State = LiveIp.V1.Poll.Types.State;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Polls -> poll. One message changes while the poll runs, so its revision grows with the votes and once more at the end.</summary>
internal static class Polls
{
    private const int ClosedRevision = 1_000_000_000;

    public static bool Poll(LiveEvent happened, LiveChatPollDetails? details)
    {
        if (details?.Metadata is not { } metadata || details.Status is null || metadata.Options?.Any(static o => o?.Tally < 0) == true)
        {
            return false;
        }

        var state = details.Status switch
        {
            "active" => State.Open,
            "closed" => State.Closed,
            _ => State.Unspecified,
        };
        happened.Poll = new PollBody
        {
            Kind = PollBody.Types.Kind.Poll,
            PollId = happened.Id,
            Question = metadata.QuestionText ?? "",
            State = state,
            StartedAt = happened.OccurredAt.Clone(),
        };
        Int128 votes = 0;
        foreach (var option in metadata.Options ?? [])
        {
            var number = happened.Poll.Options.Count + 1;
            var shown = new PollBody.Types.Option { Id = number.ToString(CultureInfo.InvariantCulture), Label = option?.OptionText ?? "" };
            // Only the channel's owner is told the tally.
            if (option?.Tally is { } tally)
            {
                shown.Votes = tally;
                votes += tally;
            }

            happened.Poll.Options.Add(shown);
        }

        happened.Revision = (int)Int128.Clamp(votes, 0, ClosedRevision - 1) + (state == State.Closed ? ClosedRevision : 0);
        return true;
    }
}

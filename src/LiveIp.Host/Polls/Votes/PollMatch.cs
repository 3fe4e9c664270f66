using LiveIp.Host.Chat.Text;
using LiveIp.Host.Polls.Stored;

namespace LiveIp.Host.Polls.Votes;

/// <summary>Whether a poll of the platform reads as ours does: platforms take no key by which it would be known.</summary>
internal static class PollMatch
{
    public static bool Is(PollRecord poll, string question, IEnumerable<string> options) =>
        LineText.Of(question) == poll.Question && options.Select(LineText.Of).SequenceEqual(poll.Options);
}

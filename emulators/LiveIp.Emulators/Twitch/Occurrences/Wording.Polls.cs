using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Polls;

namespace LiveIp.Emulators.Twitch.Occurrences;

// Polls of the broadcaster's over the API, of which whoever listens is told as of the script's.
internal sealed partial class Wording
{
    private readonly OneAtATime _scriptPolls = new();

    /// <summary>Over the API, newest first. To be read by the thread that tells.</summary>
    public List<ApiPoll> Polls { get; } = [];

    /// <summary>Whose else it is, a poll is running.</summary>
    public bool IsPollRunning => _scriptPolls.IsRunning || ActivePoll is not null;

    private ApiPoll? ActivePoll => Polls.FirstOrDefault(static p => p.IsActive);

    /// <summary>The broadcaster starts a poll.</summary>
    public (ApiPoll Poll, IReadOnlyList<Notification> Told) TellPollBegun(
        string title,
        IReadOnlyList<string> choices,
        TimeSpan duration,
        int? pointsPerVote
    )
    {
        Begin();
        var poll = new ApiPoll(GroupOf("api-poll"), title, choices, duration, _now) { PointsPerVote = pointsPerVote };
        Polls.Insert(0, poll);
        return (poll, [Told(poll, "begin")]);
    }

    /// <summary>A poll is over, by its time or by somebody's word; nothing when it was already.</summary>
    /// <param name="poll">Which.</param>
    /// <param name="status">"COMPLETED", "TERMINATED" or "ARCHIVED"</param>
    public IReadOnlyList<Notification> TellPollEnded(ApiPoll poll, string status)
    {
        if (!poll.IsActive)
        {
            return [];
        }

        Begin();
        poll.End(status, _now);
        return [Told(poll, "end")];
    }

    /// <summary>Viewers vote in the poll that runs.</summary>
    private List<Notification> Vote(VoteEvent e)
    {
        if (ActivePoll is not { } poll || e.Option >= poll.Choices)
        {
            return [];
        }

        poll.Vote(e.Option, e.Count);
        return [Told(poll, "progress")];
    }

    /// <summary>Who writes in the chat while a poll runs votes in it as well, once.</summary>
    private List<Notification> Vote(Viewer viewer)
    {
        if (ActivePoll is not { } poll || !poll.Voters.Add(viewer.Number))
        {
            return [];
        }

        poll.Vote(viewer.Number % poll.Choices, 1);
        return [Told(poll, "progress")];
    }

    private Notification Told(ApiPoll poll, string step)
    {
        var body = OfChannel(new JsonObject { ["id"] = poll.Id });
        body["title"] = poll.Title;
        body["choices"] = poll.ChoicesJson(ids, counted: step != "begin");
        body["bits_voting"] = new JsonObject { ["is_enabled"] = false, ["amount_per_vote"] = 0 };
        body["channel_points_voting"] = new JsonObject
        {
            ["is_enabled"] = poll.PointsPerVote is not null,
            ["amount_per_vote"] = poll.PointsPerVote ?? 0,
        };
        body["started_at"] = Wire.Nanos(poll.StartedAt);
        if (poll.EndedAt is { } ended)
        {
            // Lower case here, upper case in Helix.
            body["status"] = poll.Status.ToLowerInvariant();
            body["ended_at"] = Wire.Nanos(ended);
        }
        else
        {
            body["ends_at"] = Wire.Nanos(poll.EndsAt);
        }

        return Tallied(poll.Id, $"channel.poll.{step}", body, poll.Votes);
    }
}

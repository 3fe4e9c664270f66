using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.Polls;

/// <summary>A poll that was created over the API.</summary>
internal sealed class ApiPoll(string id, string title, IReadOnlyList<string> choices, TimeSpan duration, DateTimeOffset startedAt)
{
    public const string Active = "ACTIVE";

    private readonly int[] _votes = new int[choices.Count];

    public string Id => id;

    public string Title => title;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset EndsAt => startedAt + duration;

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>As Helix writes it.</summary>
    public string Status { get; private set; } = Active;

    public bool IsActive => Status == Active;

    /// <summary>Points for one additional vote; null: none can be bought.</summary>
    public int? PointsPerVote { get; init; }

    /// <summary>Those of the show's viewers who voted, by number.</summary>
    public HashSet<int> Voters { get; } = [];

    public int Votes => _votes.Sum();

    public int Choices => choices.Count;

    public void Vote(int choice, int count) => _votes[choice] += count;

    public void End(string status, DateTimeOffset at) => (Status, EndedAt) = (status, at);

    /// <summary>The choices as both Helix and EventSub write them.</summary>
    /// <param name="counted">EventSub's begin has no votes.</param>
    public JsonArray ChoicesJson(TwitchIds ids, bool counted)
    {
        var json = new JsonArray();
        for (var i = 0; i < choices.Count; i++)
        {
            var choice = new JsonObject { ["id"] = ids.Uuid($"poll/{id}/{i}"), ["title"] = choices[i] };
            if (counted)
            {
                choice["bits_votes"] = 0;
                choice["channel_points_votes"] = 0;
                choice["votes"] = _votes[i];
            }

            json.Add(choice);
        }

        return json;
    }

    /// <summary>As Helix answers.</summary>
    public JsonObject ToJson(TwitchIds ids)
    {
        var json = new JsonObject { ["id"] = id }.With("broadcaster", ids.Broadcaster);
        json["title"] = title;
        json["choices"] = ChoicesJson(ids, counted: true);
        json["bits_voting_enabled"] = false;
        json["bits_per_vote"] = 0;
        json["channel_points_voting_enabled"] = PointsPerVote is not null;
        json["channel_points_per_vote"] = PointsPerVote ?? 0;
        json["status"] = Status;
        json["duration"] = (int)duration.TotalSeconds;
        json["started_at"] = Wire.Nanos(startedAt);
        json["ended_at"] = EndedAt is { } ended ? Wire.Nanos(ended) : null;
        return json;
    }
}

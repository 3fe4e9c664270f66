using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Occurrences;

// What the audience plays along with: polls, predictions, rewards, goals.
internal sealed partial class Wording
{
    private const string Reward = "reward";
    private readonly Dictionary<string, DateTimeOffset> _began = [];

    private Notification Poll(PollEvent e)
    {
        var id = IdOf("poll", e.Poll);
        var choices = new JsonArray();
        for (var i = 0; i < e.Options.Count; i++)
        {
            var choice = new JsonObject { ["id"] = ids.Uuid($"poll/{e.Poll}/{i}"), ["title"] = e.Options[i] };
            if (e.Step > 0)
            {
                choice["bits_votes"] = 0;
                choice["channel_points_votes"] = 0;
                choice["votes"] = e.Votes[i];
            }

            choices.Add(choice);
        }

        var body = OfChannel(new JsonObject { ["id"] = id });
        body["title"] = e.Question;
        body["choices"] = choices;
        // Voting with Bits is gone, the object stayed.
        body["bits_voting"] = Voting();
        body["channel_points_voting"] = Voting();
        if (e.Last)
        {
            body["status"] = "completed";
        }

        AddTimes(body, id, e.Last ? "ended_at" : "ends_at", e.Last ? TimeSpan.Zero : TimeSpan.FromMinutes(3));
        return Tallied(id, Step("channel.poll", e.Step, e.Last), body, e.Step > 0 ? e.Votes.Sum() : 0);

        static JsonObject Voting() => new() { ["is_enabled"] = false, ["amount_per_vote"] = 0 };
    }

    private List<Notification> Prediction(PredictionEvent e)
    {
        var id = IdOf("prediction", e.Prediction);
        if (!e.Last)
        {
            var (running, users) = Outcomes(e, full: e.Step > 0, ended: false);
            var body = Head(running);
            AddTimes(body, id, "locks_at", TimeSpan.FromMinutes(2));
            return [Tallied(id, Step("channel.prediction", e.Step, last: false), body, users)];
        }

        var (locked, total) = Outcomes(e, full: true, ended: false);
        var lockBody = Head(locked);
        AddTimes(lockBody, id, "locked_at", TimeSpan.Zero);
        var (ended, _) = Outcomes(e, full: true, ended: true);
        var endBody = Head(ended);
        endBody["winning_outcome_id"] = ended[0]!["id"]!.GetValue<string>();
        endBody["status"] = "resolved";
        AddTimes(endBody, id, "ended_at", TimeSpan.Zero);
        return [Tallied(id, "channel.prediction.lock", lockBody, total), Tallied(id, "channel.prediction.end", endBody, total)];

        JsonObject Head(JsonArray outcomes)
        {
            var body = OfChannel(new JsonObject { ["id"] = id });
            body["title"] = "能在十分钟内通关吗？";
            body["outcomes"] = outcomes;
            return body;
        }
    }

    private (JsonArray Outcomes, int Users) Outcomes(PredictionEvent e, bool full, bool ended)
    {
        var outcomes = new JsonArray();
        var sum = 0;
        foreach (var (index, title, color) in new[] { (0, "能", "blue"), (1, "不能", "pink") })
        {
            var outcome = new JsonObject
            {
                ["id"] = ids.Uuid($"prediction/{e.Prediction}/{index}"),
                ["title"] = title,
                ["color"] = color,
            };
            if (full)
            {
                var users = e.Step * (7 - (4 * index));
                var top = new JsonObject().With("user", ids.Of(new Viewer(index + 1, index == 0 ? "Mia" : "阿布", false, false)));
                top["channel_points_won"] = ended ? (index == 0 ? 900 : 0) : null;
                top["channel_points_used"] = 500;
                outcome["users"] = users;
                outcome["channel_points"] = users * 500;
                outcome["top_predictors"] = new JsonArray(top);
                sum += users;
            }

            outcomes.Add(outcome);
        }

        return (outcomes, sum);
    }

    /// <summary>A state of a poll: its votes are totals, so the next state carries what a lost one added.</summary>
    private Notification Tallied(string id, string type, JsonObject body, long votes)
    {
        var said = Say(type, body, "poll", new Facts());
        said.Row.Tally = new Tally(id, votes);
        return said;
    }

    private Notification Redemption(RedemptionEvent e)
    {
        var person = ids.Of(e.Viewer);
        var body = OfChannel(new JsonObject { ["id"] = GroupOf("redemption") }).With("user", person);
        body["user_input"] = e.Text;
        body["status"] = "unfulfilled";
        body["reward"] = new JsonObject
        {
            ["id"] = IdOf(Reward, 0),
            ["title"] = "喝口水",
            ["cost"] = 300,
            ["prompt"] = "",
        };
        body["redeemed_at"] = _at;
        return Say("channel.channel_points_custom_reward_redemption.add", body, "reward_redemption", new Facts(person, e.Text));
    }

    /// <summary>The automatic reward that highlights a message, so the message is said as well.</summary>
    private List<Notification> Highlighted(RedemptionEvent e)
    {
        var person = ids.Of(e.Viewer);
        var body = OfChannel().With("user", person);
        body["id"] = GroupOf("redemption");
        body["reward"] = new JsonObject
        {
            ["type"] = "send_highlighted_message",
            ["channel_points"] = 200,
            ["emote"] = null,
        };
        var fragment = new JsonObject
        {
            ["type"] = "text",
            ["text"] = e.Text,
            ["emote"] = null,
        };
        body["message"] = new JsonObject { ["text"] = e.Text, ["fragments"] = new JsonArray(fragment) };
        body["redeemed_at"] = _at;
        const string Type = "channel.channel_points_automatic_reward_redemption.add";
        return
        [
            Say(Type, body, "reward_redemption", new Facts(person, e.Text), version: "2"),
            Chat(e.Viewer, e.Text, messageType: "channel_points_highlighted"),
        ];
    }

    private Notification Goal(GoalEvent e) =>
        e.Subject switch
        {
            GoalSubject.Creator => CreatorGoal(e),
            GoalSubject.HypeTrain => HypeTrain(e),
            _ => CharityCampaign(e),
        };

    private Notification CreatorGoal(GoalEvent e)
    {
        var id = IdOf("goal", _streams);
        const int Target = 100;
        var current = Math.Min(Target, 40 + (e.Step * 10));
        var body = OfChannel(new JsonObject { ["id"] = id });
        body["type"] = "subscription_count";
        body["description"] = "百人订阅";
        if (e.Last)
        {
            body["is_achieved"] = current >= Target;
        }

        body["current_amount"] = current;
        body["target_amount"] = Target;
        AddTimes(body, id, e.Last ? "ended_at" : null, TimeSpan.Zero);
        var goal = new CreatorGoal(id, "subscription_count", "百人订阅", current, Target, _began.GetValueOrDefault(id, _now));
        _state = _state with { Goal = e.Last ? null : goal };
        return Say(Step("channel.goal", e.Step, e.Last), body, "goal", new Facts());
    }

    private Notification HypeTrain(GoalEvent e)
    {
        var id = IdOf("hype", _streams);
        var body = OfChannel(new JsonObject { ["id"] = id });
        var top = new JsonObject().With("user", ids.Of(new Viewer(1, "Mia", false, false)));
        top["type"] = "bits";
        top["total"] = 200 * (e.Step + 1);
        body["total"] = 500 * (e.Step + 1);
        if (!e.Last)
        {
            body["progress"] = 500 * (e.Step + 1) % 1800;
            body["goal"] = 1800;
        }

        body["top_contributions"] = new JsonArray(top);
        body["shared_train_participants"] = null;
        body["level"] = 1 + (500 * (e.Step + 1) / 1800);
        body["is_shared_train"] = false;
        body["type"] = "regular";
        if (e.Step == 0)
        {
            body["all_time_high_level"] = 5;
            body["all_time_high_total"] = 12000;
        }

        AddTimes(body, id, e.Last ? "ended_at" : "expires_at", e.Last ? TimeSpan.Zero : TimeSpan.FromMinutes(5));
        if (e.Last)
        {
            body["cooldown_ends_at"] = Wire.Nanos(_now.AddHours(1));
        }

        return Say(Step("channel.hype_train", e.Step, e.Last), body, "goal", new Facts(), version: "2");
    }

    private Notification CharityCampaign(GoalEvent e)
    {
        var body = new JsonObject { ["id"] = IdOf("campaign", _streams) }.With("broadcaster", ids.Broadcaster);
        AddCharity(body);
        body["current_amount"] = Money(5000 * e.Step, "decimal_places");
        body["target_amount"] = Money(150_000, "decimal_places");
        if (e.Step == 0)
        {
            body["started_at"] = _at;
        }
        else if (e.Last)
        {
            body["stopped_at"] = _at;
        }

        var step =
            e.Last ? "stop"
            : e.Step == 0 ? "start"
            : "progress";
        return Say($"channel.charity_campaign.{step}", body, "goal", new Facts());
    }

    private void AddTimes(JsonObject body, string id, string? end, TimeSpan after)
    {
        _began.TryAdd(id, _now);
        body["started_at"] = Wire.Nanos(_began[id]);
        if (end is not null)
        {
            body[end] = Wire.Nanos(_now + after);
        }
    }

    private static string Step(string type, int step, bool last) => $"{type}.{(last ? "end" : step == 0 ? "begin" : "progress")}";
}

using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Polls, and predictions with channel points at stake.</summary>
internal static class Polls
{
    /// <summary>channel.poll.begin, .progress and .end. At the begin the choices have no votes field yet.</summary>
    public static LiveEvent Poll(JsonElement e, string type)
    {
        var poll = New(e, V1.Poll.Types.Kind.Poll);
        // Known ends: completed, terminated (early) and archived (hidden) leave a result; moderated and invalid do not.
        poll.State = type switch
        {
            "channel.poll.end" when e.Text("status") is "moderated" or "invalid" => V1.Poll.Types.State.Cancelled,
            "channel.poll.end" => V1.Poll.Types.State.Closed,
            _ => V1.Poll.Types.State.Open,
        };
        poll.EndsAt = Stamp(e, "ended_at") ?? Stamp(e, "ends_at");
        foreach (var choice in e.Items("choices"))
        {
            var option = Option(choice);
            Votes(option, choice.Whole("votes"));
            poll.Options.Add(option);
        }

        return new LiveEvent { Poll = poll };
    }

    /// <summary>
    /// channel.prediction.begin, .progress, .lock and .end. Everybody who staked points on an outcome is a vote for it,
    /// however much they staked.
    /// </summary>
    public static LiveEvent Prediction(JsonElement e, string type)
    {
        var poll = New(e, V1.Poll.Types.Kind.Prediction);
        poll.State = type switch
        {
            "channel.prediction.lock" => V1.Poll.Types.State.Locked,
            "channel.prediction.end" when e.Text("status") == "canceled" => V1.Poll.Types.State.Cancelled,
            "channel.prediction.end" => V1.Poll.Types.State.Closed,
            _ => V1.Poll.Types.State.Open,
        };
        poll.EndsAt = Stamp(e, "ended_at") ?? Stamp(e, "locked_at") ?? Stamp(e, "locks_at");
        var winner = e.Text("winning_outcome_id");
        foreach (var outcome in e.Items("outcomes"))
        {
            var option = Option(outcome);
            Votes(option, outcome.Whole("users"));
            option.Points = outcome.Count("channel_points");
            option.Won = winner.Length > 0 && option.Id == winner;
            poll.Options.Add(option);
        }

        return new LiveEvent { Poll = poll };
    }

    private static Poll New(JsonElement e, V1.Poll.Types.Kind kind) =>
        new()
        {
            Kind = kind,
            PollId = e.Required("id"),
            Question = e.Text("title"),
            StartedAt = Stamp(e, "started_at"),
        };

    private static Poll.Types.Option Option(JsonElement e) => new() { Id = e.Text("id"), Label = e.Text("title") };

    private static void Votes(Poll.Types.Option option, long? votes)
    {
        if (votes is >= 0)
        {
            option.Votes = votes.Value;
        }
    }

    private static Timestamp? Stamp(JsonElement e, string name) => e.Time(name) is { } time ? Timestamp.FromDateTimeOffset(time) : null;
}

using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>
/// Creator goals, hype trains and charity campaigns. Twitch does not keep the order: progress may come before the begin.
/// </summary>
internal static class Goals
{
    /// <summary>channel.goal.begin, .progress and .end.</summary>
    public static LiveEvent Creator(JsonElement e, string type) =>
        new()
        {
            Goal = new Goal
            {
                Kind = Goal.Types.Kind.Creator,
                GoalId = e.Required("id"),
                State = State(type),
                Subject = e.Text("type"),
                Description = e.Text("description"),
                Current = e.Count("current_amount"),
                Target = e.Count("target_amount"),
                Reached = e.Flag("is_achieved"),
            },
        };

    /// <summary>
    /// channel.hype_train.begin, .progress and .end. While it runs, current and target are those of the present level; at the
    /// end there is only the total of all levels.
    /// </summary>
    public static LiveEvent HypeTrain(JsonElement e, string type) =>
        new()
        {
            Goal = new Goal
            {
                Kind = Goal.Types.Kind.HypeTrain,
                GoalId = e.Required("id"),
                State = State(type),
                Subject = e.Text("type"),
                Current = e.Count(e.Has("progress") ? "progress" : "total"),
                Target = e.Count("goal"),
                Level = e.Small("level"),
            },
        };

    /// <summary>channel.charity_campaign.start, .progress and .stop.</summary>
    public static LiveEvent Charity(JsonElement e, string type)
    {
        var current = Amounts.Fiat(e.Object("current_amount"));
        var target = Amounts.Fiat(e.Object("target_amount"));
        return new LiveEvent
        {
            Goal = new Goal
            {
                Kind = Goal.Types.Kind.Charity,
                GoalId = e.Required("id"),
                State = State(type),
                Subject = "charity",
                Description = e.Text("charity_name"),
                CurrentMoney = current,
                TargetMoney = target,
                Reached = current.Currency == target.Currency && current.Micros >= target.Micros,
            },
        };
    }

    private static Goal.Types.State State(string type) =>
        type[(type.LastIndexOf('.') + 1)..] switch
        {
            "begin" or "start" => Goal.Types.State.Started,
            "end" or "stop" => Goal.Types.State.Ended,
            _ => Goal.Types.State.Progress,
        };
}

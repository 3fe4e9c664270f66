using LiveIp.Scoring.Strategy;

namespace LiveIp.Scoring.Tests.Strategy;

/// <summary>Histories and requests in few words.</summary>
internal static class Histories
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 20, 0, 0, TimeSpan.Zero);

    public static readonly Candidate[] Topics = [Topic("retro"), Topic("cooking"), Topic("music"), Topic("talk")];

    public static Candidate Topic(string topic) => new() { Labels = Labels(("topic", topic)) };

    public static Dictionary<string, string> Labels(params (string Factor, string Value)[] labels) =>
        labels.ToDictionary(static l => l.Factor, static l => l.Value);

    /// <summary>One broadcast a day.</summary>
    public static PastBroadcast[] Of(params (string Topic, double? Reward)[] broadcasts) =>
        [.. broadcasts.Select(static (b, i) => Broadcast(i, Labels(("topic", b.Topic)), b.Reward))];

    public static PastBroadcast Broadcast(int day, Dictionary<string, string> labels, double? reward) =>
        new()
        {
            Name = $"broadcasts/{day}",
            StartTime = Start.AddDays(day),
            Labels = labels,
            Reward = reward,
        };

    public static StrategyRequest Request(PastBroadcast[] history, params Candidate[] candidates) =>
        new()
        {
            History = history,
            Candidates = candidates.Length == 0 ? Topics : candidates,
            Seed = 1,
        };
}

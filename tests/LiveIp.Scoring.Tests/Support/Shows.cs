using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using LiveIp.V1;
using BroadcastPart = LiveIp.Scoring.Facts.BroadcastPart;

namespace LiveIp.Scoring.Tests.Support;

/// <summary>Broadcasts to score.</summary>
internal static class Shows
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 18, 0, 0, TimeSpan.Zero);

    /// <summary>The day-th broadcast, of an hour on one channel.</summary>
    public static BroadcastFacts Of(int day, params (string Metric, double Value)[] metrics) =>
        Of(day, Part("channels/a", "twitch", metrics));

    public static BroadcastFacts Of(int day, params BroadcastPart[] parts) =>
        new()
        {
            Name = $"broadcasts/{day}",
            StartTime = Begin.AddDays(day),
            EndTime = Begin.AddDays(day).AddHours(1),
            Parts = parts,
        };

    public static BroadcastPart Part(string channel, string platform, params (string Metric, double Value)[] metrics) =>
        new()
        {
            Channel = channel,
            Platform = platform,
            LiveMinutes = 60,
            ViewerMinutes = 6000,
            Metrics = metrics.ToDictionary(static m => m.Metric, static m => MetricFact.Of(m.Value)),
        };

    /// <summary>One metric that is not divided by anything.</summary>
    public static ScoreProfile Peak { get; } = Profile((MetricIds.ViewersPeak, 1));

    /// <summary>All in one group.</summary>
    public static ScoreProfile Profile(params (string Metric, double Weight)[] metrics) =>
        new()
        {
            Id = "test",
            Version = 1,
            Label = "test",
            LabelZh = "测试",
            Groups =
            [
                new()
                {
                    Group = MetricGroup.Interaction,
                    Weight = 1,
                    Metrics = [.. metrics.Select(static m => new ProfileMetric { Metric = m.Metric, Weight = m.Weight })],
                },
            ],
        };

    /// <summary>Replaces the value of a metric in every part that has it.</summary>
    public static BroadcastFacts With(this BroadcastFacts broadcast, string metric, Func<double, MetricFact> change) =>
        broadcast.Change(metric, fact => change(fact.Value!.Value));

    /// <summary>Adds to a metric in every part that has it.</summary>
    public static BroadcastFacts Raise(this BroadcastFacts broadcast, string metric, double more) =>
        broadcast.Change(
            metric,
            fact => fact.N is { } n ? MetricFact.OfRate(fact.Value!.Value + more, n) : MetricFact.Of(fact.Value!.Value + more)
        );

    private static BroadcastFacts Change(this BroadcastFacts broadcast, string metric, Func<MetricFact, MetricFact> change) =>
        broadcast with
        {
            Parts =
            [
                .. broadcast.Parts.Select(p =>
                    p with
                    {
                        Metrics = p.Metrics.ToDictionary(
                            static m => m.Key,
                            m => m.Key == metric && m.Value.Value is not null ? change(m.Value) : m.Value
                        ),
                    }
                ),
            ],
        };
}

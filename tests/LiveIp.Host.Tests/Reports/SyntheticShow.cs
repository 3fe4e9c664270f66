using LiveIp.Contracts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Scoring;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.V1;
using BroadcastPart = LiveIp.Scoring.Facts.BroadcastPart;
using MetricFact = LiveIp.Scoring.Facts.MetricFact;

namespace LiveIp.Host.Tests.Reports;

/// <summary>A show on three platforms, and those before it, made from a seed. Scores of it are the engine's.</summary>
internal sealed class SyntheticShow
{
    public const string HostileTitle = "=cmd|' /C calc'!A0 <script>alert(\"x\")</script> ![i](http://x/) | **b** \u202Egnp.exe";

    private static readonly DateTimeOffset Begin = new(2026, 11, 2, 19, 0, 0, TimeSpan.Zero);

    private static readonly (string Id, string Name, double Size)[] Platforms =
    [
        ("twitch", "Twitch", 420),
        ("bilibili", "Bilibili", 900),
        ("youtube", "YouTube", 260),
    ];

    private readonly Random _random;
    private readonly int _minutes;
    private readonly string _title;

    private SyntheticShow(int seed, int minutes, string title) => (_random, _minutes, _title) = (new(seed), minutes, title);

    /// <param name="history">Broadcasts before it.</param>
    /// <param name="closed">Platforms whose policies are closed.</param>
    public static ReportSource Of(
        int seed = 1,
        int minutes = 95,
        int history = 9,
        string title = "Retro night: speedrunning with chat",
        params string[] closed
    ) => new SyntheticShow(seed, minutes, title).Source(history, closed);

    private ReportSource Source(int history, string[] closed)
    {
        var shows = Enumerable.Range(0, history + 1).Select(i => Show(i, i == history)).ToArray();
        var known = shows.Select(s => Known(s.Facts, s.Title, closed)).ToArray();
        var sheet = new ScoreSheet(ShippedProfiles.Default, 48_211, known);
        var target = known[^1];
        return new()
        {
            Broadcast = target,
            Score = sheet.Score(target),
            Profile = sheet.Profile,
            AsOfSequence = sheet.AsOfSequence,
            Parts = shows[^1].Parts,
            History =
            [
                .. known.Select(k =>
                {
                    var score = sheet.Score(k);
                    return new HistoryPoint
                    {
                        Broadcast = k.Name,
                        Title = k.Title,
                        Start = k.Raw.StartTime,
                        Value = score.Value,
                        NoValue = score.NoValue,
                        Noise = score.NoiseBand,
                    };
                }),
            ],
            Gaps =
            [
                new()
                {
                    Channel = "channels/bilibili",
                    Start = target.Raw.StartTime.AddMinutes(_minutes * 0.6),
                    End = target.Raw.StartTime.AddMinutes((_minutes * 0.6) + 3.5),
                    Cause = Gap.Types.Cause.Disconnected,
                },
            ],
            Next = new()
            {
                Summary = "Stream topic retro in the evening: of what you tried it does best, by 6 points.",
                SummaryZh = "建议晚间播复古主题：在你尝试过的内容中表现最好，高出 6 分。",
                Options =
                [
                    new()
                    {
                        Labels = new Dictionary<string, string> { ["topic"] = "retro", ["slot"] = "evening" },
                        ExpectedScore = 57.25,
                        Low = 50.5,
                        High = 63.75,
                        Broadcasts = 4,
                        Reason = "Retro adds 5 points, the evening 2.",
                        ReasonZh = "复古主题加 5 分，晚间加 2 分。",
                    },
                    new()
                    {
                        Labels = new Dictionary<string, string> { ["topic"] = "quiz", ["slot"] = "evening" },
                        ExpectedScore = null,
                        Low = null,
                        High = null,
                        Broadcasts = 0,
                        Reason = "Not tried yet.",
                        ReasonZh = "尚未尝试。",
                    },
                ],
            },
        };
    }

    private static KnownBroadcast Known(BroadcastFacts facts, string title, string[] closed) =>
        new()
        {
            Name = facts.Name,
            Title = title,
            Labels = new Dictionary<string, string> { ["topic"] = "retro", ["format"] = "quiz" },
            IsLive = false,
            IsEmulated = true,
            Raw = facts,
            Facts = facts with
            {
                Parts = [.. facts.Parts.Where(p => !closed.Contains(p.Platform))],
                LeftOut = [.. closed.Select(static c => new LeftOut { Platform = c, Reason = MissingReasons.NotDerived })],
            },
        };

    private (BroadcastFacts Facts, string Title, SourcePart[] Parts) Show(int index, bool isTarget)
    {
        var start = Begin.AddDays(7 * index / 2.0);
        var end = start.AddMinutes(_minutes);
        var good = Math.Exp(0.25 * Normal()) * (isTarget ? 1.5 : 1);
        var parts = Platforms.Select(p => Part(p.Id, p.Name, p.Size * good, start, isTarget)).ToArray();
        var facts = new BroadcastFacts
        {
            Name = $"broadcasts/{40 + index}",
            StartTime = start,
            EndTime = end,
            Parts = [.. parts.Select(p => Fact(p))],
        };
        return (facts, isTarget ? _title : $"Show {index + 1}", parts);
    }

    private SourcePart Part(string id, string name, double size, DateTimeOffset start, bool isTarget)
    {
        var first = ReportMinutes.Floor(start);
        var viewers = new Dictionary<long, double>();
        var chat = new Dictionary<long, double>();
        var gifts = new Dictionary<long, double>();
        for (var i = 0; i < _minutes; i++)
        {
            var shape = Math.Min(1, (i + 4) / 18.0) * (1 + (0.35 * Math.Sin(i / 13.0 + (size / 100)))) * (i > _minutes - 8 ? 0.8 : 1);
            viewers[first + i] = Math.Round(size * shape * Math.Exp(0.03 * Normal()));
            var messages = Math.Round(size * shape * 0.06 * Math.Exp(0.4 * Normal()) * (i is > 50 and < 56 ? 2.4 : 1));
            if (messages > 0 && !(isTarget && id == "bilibili" && i >= _minutes * 0.6 && i < (_minutes * 0.6) + 3.5))
            {
                chat[first + i] = messages;
            }

            if (_random.NextDouble() < 0.3)
            {
                gifts[first + i] = 1 + _random.Next(4);
            }
        }

        // YouTube's policy lets nothing be derived; its numbers stand as it stated them.
        var minutes = viewers.Values.Sum();
        var currency = id == "bilibili" ? "CNY" : "USD";
        ReportValue[] values =
        [
            Value(MetricIds.ChatMessages, chat.Values.Sum()),
            Value(MetricIds.ChatParticipants, Math.Round(size * 0.3)),
            id == "twitch" ? Missing(MetricIds.Likes, MissingReasons.NotOffered) : Value(MetricIds.Likes, Math.Round(size * 5.5)),
            Value(MetricIds.ContributionsValue, gifts.Values.Sum() * 1_250_000) with
            {
                Currency = currency,
            },
            Value(MetricIds.ContributionsCount, gifts.Values.Sum()),
            id == "youtube"
                ? Missing(MetricIds.MembershipsGained, MissingReasons.NotOffered)
                : Value(MetricIds.MembershipsGained, Math.Round(size / 60)),
            id == "twitch"
                ? Value(MetricIds.FollowsGained, Math.Round(size / 9))
                : Missing(MetricIds.FollowsGained, MissingReasons.NotOffered),
            Value(MetricIds.WatchSeconds, 60 * minutes) with
            {
                Estimated = true,
            },
            Missing(MetricIds.SpreadViews, MissingReasons.NoSample),
            Value(MetricIds.ViewersPeak, viewers.Values.Max()),
            Value(MetricIds.ViewersMean, viewers.Values.Average()),
            Value(MetricIds.InteractionRate, chat.Values.Sum() / minutes) with
            {
                Estimated = true,
            },
        ];
        return new()
        {
            Channel = $"channels/{id}",
            Platform = id,
            PlatformName = name,
            OnAir = [new(start, start.AddMinutes(_minutes))],
            Values = values,
            Series =
            [
                new() { Metric = MetricIds.ViewersConcurrent, Points = viewers },
                new() { Metric = MetricIds.ChatMessages, Points = chat },
                new() { Metric = MetricIds.ContributionsCount, Points = gifts },
                new()
                {
                    Metric = MetricIds.ContributionsValue,
                    Currency = currency,
                    Points = gifts.ToDictionary(static g => g.Key, static g => g.Value * 1_250_000),
                },
            ],
        };
    }

    private BroadcastPart Fact(SourcePart part)
    {
        var viewers = part.Series[0].Points;
        var first = viewers.Keys.Min();
        return new()
        {
            Channel = part.Channel,
            Platform = part.Platform,
            LiveMinutes = _minutes,
            ViewerMinutes = viewers.Values.Sum(),
            Metrics = part.Values.ToDictionary(
                static v => v.Metric,
                v =>
                    v.Value is not { } value
                        ? v.Missing == MissingReasons.NotOffered
                            ? MetricFact.NoneOffered(v.Missing)
                            : MetricFact.None(v.Missing)
                        : v.Metric == MetricIds.InteractionRate
                            ? MetricFact.OfRate(value, viewers.Values.Sum())
                            : MetricFact.Of(value)
            ),
            Steps =
            [
                .. Enumerable
                    .Range(0, _minutes)
                    .Select(i => new StepFacts
                    {
                        Minute = i,
                        ViewerMinutes = viewers[first + i],
                        Metrics = new Dictionary<string, double>
                        {
                            [MetricIds.ChatMessages] = part.Series[1].Points.GetValueOrDefault(first + i),
                        },
                    }),
            ],
        };
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static ReportValue Value(string metric, double value) => new() { Metric = metric, Value = value };

    private static ReportValue Missing(string metric, string reason) => new() { Metric = metric, Missing = reason };
}

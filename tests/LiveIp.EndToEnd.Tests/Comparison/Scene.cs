using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Comparison;

/// <summary>A small show on Twitch: what truly happened and, until a test changes it, the log of a host that heard it all.</summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 20, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public List<Occurrence> Truth { get; } = [];
    public List<LiveEvent> Log { get; } = [];
    public List<TrueSample> Samples { get; } = [];

    /// <summary>A chat message, in the truth alone when it was not heard.</summary>
    public LiveEvent Chat(
        string id,
        string actor = "twitch:1",
        string text = "hello",
        double at = 0,
        bool heard = true,
        string? group = null
    )
    {
        Truth.Add(Row(id, "chat_message", actor, at, heard, group, text, new() { [MetricIds.ChatMessages] = 1 }));
        return Logged(id, actor, at, heard, e => e.ChatMessage = new ChatMessage { Text = text });
    }

    /// <summary>Paid in millionths of <paramref name="currency"/>.</summary>
    public LiveEvent Cheer(string id, long micros, string currency = "x-twitch-bits", double at = 0)
    {
        var counts = new Dictionary<string, long> { [MetricIds.ContributionsCount] = 1 };
        Truth.Add(
            Row(id, "contribution", "twitch:1", at, heard: true, null, null, counts) with
            {
                Amount = new Money { Micros = micros, Currency = currency },
            }
        );
        return Logged(
            id,
            "twitch:1",
            at,
            heard: true,
            e =>
                e.Contribution = new Contribution
                {
                    Count = 1,
                    Paid = true,
                    Money = new Money { Micros = micros, Currency = currency },
                }
        );
    }

    public LiveEvent Raid(string id, long viewers)
    {
        var counts = new Dictionary<string, long> { [MetricIds.RaidsReceivedViewers] = viewers };
        Truth.Add(Row(id, "raid", "twitch:7", at: 0, heard: true, null, null, counts));
        return Logged(
            id,
            "twitch:7",
            0,
            heard: true,
            e => e.Raid = new Raid { Direction = V1.Raid.Types.Direction.Incoming, Viewers = viewers }
        );
    }

    public void Gap(double from, double to) =>
        Log.Add(
            new LiveEvent
            {
                Id = $"gap:{from}",
                OccurredAt = Time(from),
                Gap = new Gap
                {
                    StartedAt = Time(from),
                    EndedAt = Time(to),
                    Cause = V1.Gap.Types.Cause.HostDown,
                },
            }
        );

    public void True(string metric, long value, double at) => Samples.Add(new TrueSample("twitch", metric, value, Start.AddSeconds(at)));

    public void Sampled(string metric, long value, double at) =>
        Log.Add(
            new LiveEvent
            {
                Id = $"{metric}:{at}",
                OccurredAt = Time(at),
                Measurement = new Measurement { Metric = metric, Gauge = value },
            }
        );

    public PlatformReport Compare() => TruthComparison.Compare("twitch", Truth, new LoggedEvents(Log));

    public MetricCell Compare(MetricValue value) => Assert.Single(CompareAll(value));

    public IReadOnlyList<MetricCell> CompareAll(params MetricValue[] values)
    {
        var report = new PlatformReport("twitch");
        MetricComparison.Compare(report, Truth, Samples, new LoggedEvents(Log), values, Interval);
        return report.Metrics;
    }

    private LiveEvent Logged(string id, string actor, double at, bool heard, Action<LiveEvent> setBody)
    {
        var e = new LiveEvent
        {
            Id = id,
            OccurredAt = Time(at),
            Actor = new Actor { Person = new Person { Id = actor } },
        };
        setBody(e);
        if (heard)
        {
            Log.Add(e);
        }

        return e;
    }

    private static Occurrence Row(
        string id,
        string kind,
        string actor,
        double at,
        bool heard,
        string? group,
        string? text,
        Dictionary<string, long> counts
    ) =>
        new()
        {
            Platform = "twitch",
            Id = id,
            Group = group ?? id,
            Kind = kind,
            PlatformType = "type",
            Actor = actor,
            TextSha256 = text is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Counts = counts,
            At = Start.AddSeconds(at),
            Class = heard ? "delivered" : "unrecoverable",
        };

    private static Timestamp Time(double at) => Start.AddSeconds(at).ToTimestamp();
}

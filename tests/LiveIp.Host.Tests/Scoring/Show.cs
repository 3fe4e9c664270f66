using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Scoring;

/// <summary>A broadcast to write: one a day, of half an hour.</summary>
internal sealed record Show
{
    public const int Minutes = 30;

    /// <summary>Days after the start of all samples.</summary>
    public required int Day { get; init; }

    public int Messages { get; init; } = 40;

    public int Viewers { get; init; } = 100;

    public bool Ends { get; init; } = true;

    public string Channel { get; init; } = Sample.Channel;

    public string Platform { get; init; } = "twitch";

    /// <summary>From a recording.</summary>
    public bool Imported { get; init; }

    public IReadOnlyList<LiveEvent> Extra { get; init; } = [];

    public double StartSeconds => Day * 86_400.0;

    /// <summary>Seven usual ones, no two alike.</summary>
    public static IReadOnlyList<Show> Usual { get; } =
    [
        .. Enumerable
            .Range(0, 7)
            .Select(static i => new Show
            {
                Day = i,
                Messages = 40 + (7 * (i % 3)),
                Viewers = 100 + (11 * (i % 4)),
            }),
    ];

    public static async Task WriteAsync(TestHost host, params IEnumerable<Show> shows)
    {
        foreach (var show in shows)
        {
            await host.Log.WriteAsync(Sample.Batch(show.Events()) with { Channel = show.Channel, Platform = show.Platform });
        }
    }

    private List<LiveEvent> Events()
    {
        var start = StartSeconds / 60;
        List<LiveEvent> events = [Told.Event(State.Started, start, $"s{Day}", $"Show {Day}")];
        events.AddRange(
            Enumerable.Range(0, Minutes).Select(i => Sample.Gauge(MetricIds.ViewersConcurrent, Viewers + (i % 5), StartSeconds + (60 * i)))
        );
        events.AddRange(
            Enumerable
                .Range(0, Messages)
                .Select(i => Sample.Chat($"c{Day}-{i}", StartSeconds + (i * 60.0 * Minutes / Messages), $"{Platform}:{i % 10}"))
        );
        events.AddRange(Extra);
        if (Ends)
        {
            events.Add(Told.Event(State.Ended, start + Minutes, $"s{Day}"));
        }

        foreach (var e in events.Where(_ => Imported))
        {
            e.Imported = true;
        }

        return events;
    }
}

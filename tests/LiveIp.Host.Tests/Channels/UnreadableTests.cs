using System.Diagnostics.Metrics;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Channels;

public sealed class UnreadableTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly Dictionary<string, long> _counted = [];
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly UnreadableLimit _limit;

    public UnreadableTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "liveip.unreadable")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) =>
            {
                var key = string.Join(' ', tags.ToArray().Select(static t => t.Value));
                _counted[key] = _counted.GetValueOrDefault(key) + value;
            }
        );
        _listener.Start();
        _limit = new UnreadableLimit("test", _clock, new UnreadableCounter(meters));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Of_a_flood_the_first_are_kept_all_are_counted_and_the_rest_is_told_of_when_the_minute_is_over()
    {
        var kept = Enumerable.Range(0, 1000).SelectMany(i => _limit.Keep([Unreadable(i, $"Packet of {i} bytes.")])).ToList();
        Assert.Equal(UnreadableLimit.PerReason, kept.Count);
        Assert.Equal(1000, _counted["test Packet of # bytes."]);

        _clock.Advance(TimeSpan.FromMinutes(1));
        var next = _limit.Keep([Chat("a"), Unreadable(1000, "Packet of 5 bytes.")]);
        Assert.Equal(3, next.Count);
        Assert.Contains("900 more", next[0].Vendor.Reason);
        Assert.Equal("a", next[1].Id);
        Assert.Equal(1001, _counted["test Packet of # bytes."]);
    }

    [Fact]
    public void What_can_be_read_passes_a_flood_in_its_order()
    {
        for (var i = 0; i < 200; i++)
        {
            _limit.Keep([Unreadable(i, "no JSON")]);
        }

        var kept = _limit.Keep([Chat("a"), Unreadable(1, "no JSON"), Chat("b"), Unreadable(2, "another reason"), Unknown("c")]);

        Assert.Equal(["a", "b", "u2", "c"], kept.Select(static e => e.Id));
    }

    [Fact]
    public void A_batch_without_anything_unreadable_is_passed_on_as_it_is()
    {
        IReadOnlyList<LiveEvent> batch = [Chat("a"), Unknown("b")];

        Assert.Same(batch, _limit.Keep(batch));
        Assert.Empty(_counted);
    }

    [Fact]
    public void Large_samples_and_reasons_without_end_are_bounded_in_all()
    {
        var large = Enumerable.Range(0, 100).SelectMany(i => _limit.Keep([Unreadable(i, "large", new string('x', 60_000))]));
        Assert.InRange(large.Sum(static e => e.Vendor.Json.Length), 60_000, 1024 * 1024);

        _clock.Advance(TimeSpan.FromMinutes(2));
        var many = Enumerable.Range(0, 100_000).SelectMany(i => _limit.Keep([Unreadable(i, $"reason {Letters(i)}")])).Count();
        Assert.InRange(many, 64, 65 * UnreadableLimit.PerReason);
        Assert.InRange(_counted.Count, 2, 65);
    }

    [Fact]
    public async Task A_channel_keeps_its_time_when_the_platform_tells_of_another_century()
    {
        await using var rig = new SupervisorRig();
        var attempt = await rig.NextAsync();
        attempt.Online();
        LiveEvent[] events = [Chat("future"), Chat("past"), Chat("true")];
        var at = rig.Clock.GetUtcNow();
        events[0].OccurredAt = new Timestamp { Seconds = 253_402_300_799 };
        events[1].OccurredAt = new Timestamp { Seconds = long.MinValue };
        events[2].OccurredAt = at.AddSeconds(-3).ToTimestamp();
        await attempt.Connection.WriteAsync(events, null, CancellationToken.None);

        Assert.Equal([at, at, at.AddSeconds(-3)], rig.Log.Events.Select(static e => e.OccurredAt.ToDateTimeOffset()));
    }

    private static string Letters(int number) =>
        new([.. number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(static c => (char)(c + 'a' - '0'))]);

    private static LiveEvent Unreadable(int number, string reason, string json = "{}") =>
        new()
        {
            Id = $"u{number}",
            Vendor = new Vendor
            {
                Type = "test/unreadable",
                Json = json,
                Reason = reason,
            },
        };

    private static LiveEvent Chat(string id) =>
        new()
        {
            Id = id,
            ChatMessage = new ChatMessage { Text = id },
        };

    private static LiveEvent Unknown(string id) =>
        new()
        {
            Id = id,
            Vendor = new Vendor { Type = "test/new", Json = "{}" },
        };
}

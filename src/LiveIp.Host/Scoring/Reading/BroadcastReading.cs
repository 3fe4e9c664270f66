using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Currencies;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Scoring.Facts;

namespace LiveIp.Host.Scoring.Reading;

/// <summary>A broadcast as it stands in the metric series, minute by minute; while it runs, it can be read on.</summary>
internal sealed class BroadcastReading
{
    private readonly MinuteReader _reader;
    private readonly ChannelReading[] _channels;
    private readonly long _firstMinute;

    private BroadcastReading(MinuteReader reader, BroadcastRecord broadcast, ChannelReading[] channels, MoneyExchange exchange)
    {
        (_reader, Broadcast, _channels, Exchange) = (reader, broadcast, channels, exchange);
        _firstMinute = (long)Math.Floor(broadcast.Start / 60_000.0);
    }

    public BroadcastRecord Broadcast { get; }

    /// <summary>At which rates its money was brought to one currency.</summary>
    public MoneyExchange Exchange { get; }

    /// <summary>By channel: the currency of its money, where there was money in one currency alone.</summary>
    public IReadOnlyDictionary<string, string> Currencies =>
        _channels
            .Select(static c => (c.Channel.Name, Currency: PartFacts.CurrencyOf(c.Minutes)))
            .Where(static c => c.Currency is not null)
            .ToDictionary(static c => c.Name, static c => c.Currency!, StringComparer.Ordinal);

    /// <summary>Reads all of it.</summary>
    /// <param name="now">Until when one that is live is read.</param>
    public static BroadcastReading Read(
        MinuteReader reader,
        BroadcastRecord broadcast,
        IExtensionRegistry registry,
        IPolicyGate gate,
        RateTable rates,
        DateTimeOffset now
    )
    {
        var began = DateTimeOffset.FromUnixTimeMilliseconds(broadcast.Start).UtcDateTime;
        var exchange = new MoneyExchange(rates, DateOnly.FromDateTime(began));
        var channels = broadcast
            .Parts.GroupBy(static p => p.Channel.Name, StringComparer.Ordinal)
            .Select(parts =>
            {
                var channel = parts.First().Channel;
                var platform = registry.FindPlatform(channel.Platform)?.Descriptor;
                return new ChannelReading
                {
                    Channel = channel,
                    Parts = [.. parts],
                    Minutes = new(exchange),
                    Facts = new(
                        reader,
                        channel,
                        platform,
                        gate.MayDerive(channel.Platform),
                        parts.All(static p => p.IsImported),
                        parts.All(static p => p.IsHistory)
                    ),
                };
            })
            .ToArray();
        var reading = new BroadcastReading(reader, broadcast, channels, exchange);
        foreach (var channel in channels)
        {
            reading.ReadOn(channel.Channel.Name, long.MinValue, now);
        }

        return reading;
    }

    /// <summary>Reads a channel's minutes anew, from one on.</summary>
    public void ReadOn(string channel, long fromMinute, DateTimeOffset now)
    {
        if (_channels.FirstOrDefault(c => c.Channel.Name == channel) is { } reading)
        {
            foreach (var stretch in reading.Stretches(now))
            {
                _reader.Read(reading.Channel, stretch, fromMinute, long.MaxValue, reading.Minutes);
            }
        }
    }

    /// <summary>Everything that was measured, whether or not it may be weighed.</summary>
    public BroadcastFacts Facts(DateTimeOffset now, bool withSteps = true) =>
        new()
        {
            Name = Broadcast.Name,
            StartTime = DateTimeOffset.FromUnixTimeMilliseconds(Broadcast.Start),
            EndTime = _channels.SelectMany(c => c.Stretches(now)).Max(static s => s.To),
            Parts = [.. _channels.Select(c => c.Facts.Of(c.Minutes, c.Stretches(now), _firstMinute, withSteps))],
        };

    private sealed record ChannelReading
    {
        public required LoggedChannel Channel { get; init; }

        /// <summary>By beginning.</summary>
        public required IReadOnlyList<PartRecord> Parts { get; init; }

        public required PartFacts Facts { get; init; }

        public required PartMinutes Minutes { get; init; }

        public IReadOnlyList<Stretch> Stretches(DateTimeOffset now) => [.. Parts.Select(p => p.Stretch(now))];
    }
}

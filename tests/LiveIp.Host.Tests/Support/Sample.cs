using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Support;

/// <summary>Events and batches to write.</summary>
internal static class Sample
{
    public const string Channel = "channels/one";

    /// <summary>A full minute.</summary>
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static LiveEvent Event(string id, double seconds = 0, int revision = 0) =>
        new()
        {
            Id = id,
            Revision = revision,
            OccurredAt = Timestamp.FromDateTimeOffset(Start.AddSeconds(seconds)),
        };

    public static LiveEvent Chat(string id, double seconds = 0, string person = "", string text = "hello")
    {
        var chat = Event(id, seconds);
        chat.ChatMessage = new() { Text = text };
        chat.Actor = new() { Person = new() { Id = person } };
        return chat;
    }

    public static LiveEvent Gift(string id, long micros, string currency, long count = 1, double seconds = 0, int revision = 0)
    {
        var gift = Event(id, seconds, revision);
        gift.Contribution = new()
        {
            Count = count,
            Money = new() { Micros = micros, Currency = currency },
        };
        return gift;
    }

    public static LiveEvent Likes(string id, long count, double seconds = 0, int revision = 0)
    {
        var likes = Event(id, seconds, revision);
        likes.Reaction = new() { Name = "like", Count = count };
        return likes;
    }

    public static LiveEvent Gauge(string metric, long value, double seconds)
    {
        var gauge = Event($"{metric}:{Start.AddSeconds(seconds).ToUnixTimeMilliseconds()}", seconds);
        gauge.Measurement = new() { Metric = metric, Gauge = value };
        return gauge;
    }

    public static LiveEvent Total(string metric, long value, double seconds, string broadcast = "b1")
    {
        var total = Event($"{metric}:{broadcast}:{Start.AddSeconds(seconds).ToUnixTimeMilliseconds()}", seconds);
        total.Broadcast = broadcast;
        total.Measurement = new() { Metric = metric, Total = value };
        return total;
    }

    public static LogBatch Batch(params IReadOnlyList<LiveEvent> events) =>
        new()
        {
            Channel = Channel,
            Platform = "twitch",
            Events = events,
            HeardAt = Start,
        };

    public static async Task WriteAsync(this IEventLog log, LogBatch batch)
    {
        await log.AppendAsync(batch, Deadline.Token());
        await log.FlushAsync(Deadline.Token());
    }

    public static Task WriteAsync(this IEventLog log, params IReadOnlyList<LiveEvent> events) => log.WriteAsync(Batch(events));
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LiveIp.Emulators.Truth;

/// <summary>What became of an occurrence on its way out.</summary>
internal enum Fate
{
    /// <summary>Not yet sent to anybody; can still be read from the platform later (YouTube's chat history).</summary>
    Replayable,

    /// <summary>Written to a live session that stayed up long enough to read it.</summary>
    Delivered,

    /// <summary>Nobody was connected, or it was in flight when the connection broke.</summary>
    Unrecoverable,
}

/// <summary>An amount as the platform states it, in millionths.</summary>
internal sealed record Amount(long Micros, string Currency);

/// <summary>All votes of a poll as one of its states shows them. Of several states, the one with the most votes counts.</summary>
internal sealed record Tally(string Poll, long Votes);

/// <summary>One thing that truly happened, as a reader of the platform's documents would put it.</summary>
internal sealed class TruthRow
{
    /// <summary>The platform's id of the occurrence.</summary>
    public required string Id { get; init; }

    /// <summary>Rows about the same purchase share a group; a reader needs at least one of them and counts it once.</summary>
    public string? Group { get; init; }

    public required string Platform { get; init; }

    /// <summary>The platform's own id of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Kind by docs/normalization.md: "chat_message", "contribution", …, "vendor".</summary>
    public required string Kind { get; init; }

    /// <summary>The platform's own word for it: "superChatEvent", "channel.raid", …</summary>
    public required string Type { get; init; }

    /// <summary>"twitch:123"; null when there is none or it is hidden.</summary>
    public string? Actor { get; init; }

    public Amount? Amount { get; set; }

    /// <summary>SHA-256 of the UTF-8 text, lower-case hex; null when there is no text.</summary>
    public string? TextSha256 { get; init; }

    /// <summary>What the occurrence adds to which metric.</summary>
    public Dictionary<string, long> Counts { get; init; } = [];

    /// <summary>Set for the states of polls, whose votes are totals and no increments.</summary>
    public Tally? Tally { get; set; }

    /// <summary>Raised when the same id is sent again with more in it.</summary>
    public int Revision { get; set; }

    public required DateTimeOffset At { get; init; }

    public Fate Class { get; internal set; }

    /// <summary>Told of every change of <see cref="Class"/>.</summary>
    internal Action<TruthRow>? Changed { get; set; }

    /// <summary>Why it is unrecoverable: "no session", "in flight at a drop", "stalled".</summary>
    public string? Reason { get; internal set; }

    /// <summary>Hash for <see cref="TextSha256"/>.</summary>
    public static string? Hash(string? text) =>
        string.IsNullOrEmpty(text) ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The true value of a metric at a moment.</summary>
internal sealed record TruthSample(string Platform, string Channel, string Metric, long Value, DateTimeOffset At);

/// <summary>Everything that truly happened. All three platforms write into it; <c>GET /truth</c> reads it.</summary>
internal sealed class TruthLedger
{
    private readonly ConcurrentQueue<TruthRow> _rows = new();
    private readonly ConcurrentQueue<TruthSample> _samples = new();

    /// <summary>Raised, on whichever thread did it, when the class of a row was set.</summary>
    public event Action<TruthRow>? Changed;

    /// <summary>Adds an occurrence. Its class may still change until the show is over.</summary>
    public TruthRow Add(TruthRow row)
    {
        row.Changed = r => Changed?.Invoke(r);
        _rows.Enqueue(row);
        return row;
    }

    /// <summary>Adds the value that a metric has from this moment on.</summary>
    public void Sample(TruthSample sample) => _samples.Enqueue(sample);

    public IReadOnlyCollection<TruthRow> Rows => _rows;

    public IReadOnlyCollection<TruthSample> Samples => _samples;

    public static void MarkDelivered(TruthRow row)
    {
        row.Class = Fate.Delivered;
        row.Reason = null;
        row.Changed?.Invoke(row);
    }

    public static void MarkUnrecoverable(TruthRow row, string reason)
    {
        row.Class = Fate.Unrecoverable;
        row.Reason = reason;
        row.Changed?.Invoke(row);
    }

    /// <summary>
    /// One JSON object a line: <c>{"type":"occurrence","platform","channel","id","group","kind","platformType","actor","amount":
    /// {"micros":"…","currency"},"textSha256","counts":{metric:n},"tally":{"poll","votes"},"revision","at","class":"delivered|replayable|unrecoverable",
    /// "reason"}</c> and <c>{"type":"sample","platform","channel","metric","value":"…","at"}</c>.
    /// </summary>
    public async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        foreach (var row in _rows)
        {
            await WriteLineAsync(output, json => Write(json, row), cancellationToken);
        }

        foreach (var sample in CountedBySecond().Concat(_samples))
        {
            await WriteLineAsync(output, json => Write(json, sample), cancellationToken);
        }
    }

    /// <summary>The running totals of what the occurrences count, at the end of each second in which one happened.</summary>
    private IEnumerable<TruthSample> CountedBySecond()
    {
        var counted = _rows.SelectMany(
            row => row.Counts,
            (row, count) => (row.Platform, row.Channel, row.At, Metric: count.Key, count.Value)
        );
        foreach (var series in counted.GroupBy(c => (c.Platform, c.Channel, c.Metric)))
        {
            var total = 0L;
            foreach (var second in series.GroupBy(c => c.At.ToUnixTimeSeconds()).OrderBy(s => s.Key))
            {
                total += second.Sum(c => c.Value);
                var (platform, channel, metric) = series.Key;
                yield return new TruthSample(platform, channel, metric, total, DateTimeOffset.FromUnixTimeSeconds(second.Key + 1));
            }
        }
    }

    private static async Task WriteLineAsync(Stream output, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, TruthRow row)
    {
        json.WriteString("type", "occurrence");
        json.WriteString("platform", row.Platform);
        json.WriteString("channel", row.Channel);
        json.WriteString("id", row.Id);
        json.WriteString("group", row.Group ?? row.Id);
        json.WriteString("kind", row.Kind);
        json.WriteString("platformType", row.Type);
        json.WriteString("actor", row.Actor);
        if (row.Amount is { } amount)
        {
            json.WriteStartObject("amount");
            json.WriteString("micros", amount.Micros.ToString(CultureInfo.InvariantCulture));
            json.WriteString("currency", amount.Currency);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("amount");
        }

        json.WriteString("textSha256", row.TextSha256);
        json.WriteStartObject("counts");
        foreach (var (metric, count) in row.Counts)
        {
            json.WriteNumber(metric, count);
        }

        json.WriteEndObject();
        if (row.Tally is { } tally)
        {
            json.WriteStartObject("tally");
            json.WriteString("poll", tally.Poll);
            json.WriteNumber("votes", tally.Votes);
            json.WriteEndObject();
        }

        json.WriteNumber("revision", row.Revision);
        json.WriteString("at", row.At);
        json.WriteString("class", row.Class.ToString().ToLowerInvariant());
        json.WriteString("reason", row.Reason);
    }

    private static void Write(Utf8JsonWriter json, TruthSample sample)
    {
        json.WriteString("type", "sample");
        json.WriteString("platform", sample.Platform);
        json.WriteString("channel", sample.Channel);
        json.WriteString("metric", sample.Metric);
        json.WriteString("value", sample.Value.ToString(CultureInfo.InvariantCulture));
        json.WriteString("at", sample.At);
    }
}

using System.Globalization;
using System.Text.Json;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Comparison;

/// <summary>One thing that truly happened, as the emulators tell it.</summary>
internal sealed record Occurrence
{
    public required string Platform { get; init; }
    public required string Id { get; init; }

    /// <summary>Rows about the same purchase; one of them must be logged.</summary>
    public required string Group { get; init; }
    public required string Kind { get; init; }
    public required string PlatformType { get; init; }
    public required string Actor { get; init; }
    public Money? Amount { get; init; }
    public string? TextSha256 { get; init; }
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>The poll that this is a state of, and all its votes; null when it is none.</summary>
    public (string Poll, long Votes)? Tally { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>"delivered", "replayable" or "unrecoverable".</summary>
    public required string Class { get; init; }

    public bool Recoverable => Class != "unrecoverable";
}

/// <summary>The true value of a metric from a moment on.</summary>
internal sealed record TrueSample(string Platform, string Metric, long Value, DateTimeOffset At);

/// <summary>Everything that truly happened.</summary>
internal sealed record Truth(IReadOnlyList<Occurrence> Occurrences, IReadOnlyList<TrueSample> Samples)
{
    /// <summary>Reads the emulators' NDJSON.</summary>
    /// <exception cref="JsonException">A line is not what the emulators document.</exception>
    public static async Task<Truth> ReadAsync(Stream ndjson, CancellationToken cancellationToken)
    {
        var (occurrences, samples) = (new List<Occurrence>(), new List<TrueSample>());
        using var reader = new StreamReader(ndjson);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            switch (row.GetProperty("type").GetString())
            {
                case "occurrence":
                    occurrences.Add(ReadOccurrence(row));
                    break;
                case "sample":
                    samples.Add(new TrueSample(Text(row, "platform"), Text(row, "metric"), Integer(row.GetProperty("value")), Time(row)));
                    break;
                case var other:
                    throw new JsonException($"The truth has a line of type '{other}'.");
            }
        }

        return new Truth(occurrences, samples);
    }

    private static Occurrence ReadOccurrence(JsonElement row) =>
        new()
        {
            Platform = Text(row, "platform"),
            Id = Text(row, "id"),
            Group = Text(row, "group"),
            Kind = Text(row, "kind"),
            PlatformType = Text(row, "platformType"),
            Actor = row.GetProperty("actor").GetString() ?? "",
            Amount = row.GetProperty("amount") is { ValueKind: JsonValueKind.Object } amount
                ? new Money { Micros = Integer(amount.GetProperty("micros")), Currency = Text(amount, "currency") }
                : null,
            TextSha256 = row.GetProperty("textSha256").GetString(),
            Counts = row.GetProperty("counts").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64(), StringComparer.Ordinal),
            Tally = row.TryGetProperty("tally", out var tally) ? (Text(tally, "poll"), tally.GetProperty("votes").GetInt64()) : null,
            At = Time(row),
            Class = Text(row, "class"),
        };

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";

    private static DateTimeOffset Time(JsonElement row) => row.GetProperty("at").GetDateTimeOffset();

    private static long Integer(JsonElement value) => long.Parse(value.GetString() ?? "", CultureInfo.InvariantCulture);
}

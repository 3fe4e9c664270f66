using System.Globalization;

namespace LiveIp.Scoring.Tests.Support;

/// <summary>Videos that trended on YouTube in September 2017, by channel: of each the last observation, in order of appearance.</summary>
internal sealed class TrendingVideos
{
    private TrendingVideos() { }

    /// <summary>Lines that could not be read, and why.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Of each channel its videos.</summary>
    public required IReadOnlyList<IReadOnlyList<Video>> Channels { get; init; }

    public static TrendingVideos Read(IEnumerable<string> lines)
    {
        var (problems, seen) = (new List<string>(), new Dictionary<string, (Sighting First, Sighting Last)>());
        foreach (var (index, line) in lines.Index().Skip(1))
        {
            var fields = line.Split(',');
            if (!DateOnly.TryParseExact($"{fields[3]}.2017", "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                problems.Add($"line {index + 1}: '{fields[3]}' is no date; write it as dd.MM");
                continue;
            }

            var sighting = new Sighting(date, index, new(fields[1], Number(fields[4]), Number(fields[5]), Number(fields[7])));
            // The file is in order of time.
            seen[fields[0]] = seen.TryGetValue(fields[0], out var known) ? (known.First, sighting) : (sighting, sighting);
        }

        return new()
        {
            Problems = problems,
            Channels =
            [
                .. seen
                    .Values.OrderBy(static v => v.First.Date)
                    .ThenBy(static v => v.First.Index)
                    .GroupBy(static v => v.Last.Video.Channel)
                    .Select(static c => c.Select(static v => v.Last.Video).ToArray()),
            ],
        };
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);

    private sealed record Sighting(DateOnly Date, int Index, Video Video);
}

internal sealed record Video(string Channel, double Views, double Likes, double Comments);

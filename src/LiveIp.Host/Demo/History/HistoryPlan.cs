namespace LiveIp.Host.Demo.History;

/// <summary>A show a day, each with labels and an audience that follow from the seed.</summary>
internal static class HistoryPlan
{
    /// <summary>Shorter than the 30 days for which YouTube lets its data be kept without a new sign-in.</summary>
    public const int MostShows = 28;

    private const int FirstHourOfDay = 5;
    private const int FirstHourOfEvening = 18;
    private const int FirstHourOfNight = 22;

    /// <summary>The days before <paramref name="now"/>, the oldest first. Every value of a factor comes about equally often.</summary>
    public static IReadOnlyList<PastShow> Write(int seed, int shows, DateTimeOffset now, TimeZoneInfo zone)
    {
        var random = new Random(seed);
        var topics = Balanced(TrueEffects.Topics.Keys, shows, random);
        var slots = Balanced(TrueEffects.Slots.Keys, shows, random);
        var formats = Balanced(TrueEffects.Formats.Keys, shows, random);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return
        [
            .. Enumerable
                .Range(0, shows)
                .Select(i =>
                {
                    var labels = new ShowLabels(topics[i], slots[i], formats[i]);
                    var local = today.AddDays(i - shows).AddHours(HourOf(labels.Slot));
                    return new PastShow
                    {
                        At = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(),
                        // Far from the seeds of other demos, which count from 1.
                        Seed = unchecked((seed * 1009) + i + 1),
                        Labels = labels,
                        Intensity = TrueEffects.Of(labels, random),
                    };
                }),
        ];
    }

    /// <summary>The show of today, which is the script as written but for its hour and chance.</summary>
    public static PastShow Today(int seed, DateTimeOffset now, TimeZoneInfo zone)
    {
        var hour = TimeZoneInfo.ConvertTime(now, zone).Hour;
        var labels = new ShowLabels(
            "coding",
            hour switch
            {
                >= FirstHourOfDay and < FirstHourOfEvening => "afternoon",
                >= FirstHourOfEvening and < FirstHourOfNight => "evening",
                _ => "night",
            },
            "solo"
        );
        return new PastShow
        {
            At = now,
            Seed = seed,
            Labels = labels,
            Intensity = TrueEffects.Of(labels, new Random(seed)),
        };
    }

    private static int HourOf(string slot) =>
        slot switch
        {
            "afternoon" => 15,
            "evening" => 20,
            _ => 23,
        };

    private static string[] Balanced(IEnumerable<string> values, int count, Random random)
    {
        var all = values.ToArray();
        var dealt = Enumerable.Range(0, count).Select(i => all[i % all.Length]).ToArray();
        random.Shuffle(dealt);
        return dealt;
    }
}

namespace LiveIp.Host.Demo.History;

/// <summary>
/// What the labels of a show truly do to its audience, and nothing else does but chance. This is the one place that says so: the
/// emulators are told the outcome, the host never is, and whoever looks for the effects in the log can be checked against them.
/// </summary>
internal static class TrueEffects
{
    /// <summary>Standard deviation of the natural logarithm of each level from show to show, whatever the labels.</summary>
    public const double Chance = 0.15;

    /// <summary>On the natural logarithm of the level: 0.4 is half as much again. The first value of each factor is the script as written.</summary>
    public static IReadOnlyDictionary<string, Effect> Topics { get; } =
        new Dictionary<string, Effect>(StringComparer.Ordinal)
        {
            ["coding"] = new(0, 0, 0),
            ["games"] = new(Chat: 0.15, Gifts: 0, Viewers: 0.35),
            ["music"] = new(Chat: -0.2, Gifts: 0.45, Viewers: 0.15),
            ["chatting"] = new(Chat: 0.4, Gifts: 0.1, Viewers: -0.1),
        };

    public static IReadOnlyDictionary<string, Effect> Slots { get; } =
        new Dictionary<string, Effect>(StringComparer.Ordinal)
        {
            ["evening"] = new(0, 0, 0),
            ["afternoon"] = new(Chat: -0.1, Gifts: -0.2, Viewers: -0.25),
            ["night"] = new(Chat: 0.1, Gifts: 0.2, Viewers: -0.1),
        };

    public static IReadOnlyDictionary<string, Effect> Formats { get; } =
        new Dictionary<string, Effect>(StringComparer.Ordinal)
        {
            ["solo"] = new(0, 0, 0),
            ["quiz"] = new(Chat: 0.45, Gifts: 0, Viewers: 0),
            ["duet"] = new(Chat: 0.1, Gifts: 0.15, Viewers: 0.2),
        };

    /// <summary>The levels of a show with these labels.</summary>
    public static ShowIntensity Of(ShowLabels labels, Random chance)
    {
        var (topic, slot, format) = (Topics[labels.Topic], Slots[labels.Slot], Formats[labels.Format]);
        return new ShowIntensity(
            Level(topic.Chat + slot.Chat + format.Chat),
            Level(topic.Gifts + slot.Gifts + format.Gifts),
            Level(topic.Viewers + slot.Viewers + format.Viewers)
        );

        double Level(double effect) => Math.Round(Math.Exp(effect + (Chance * Gaussian(chance))), 3);
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    internal sealed record Effect(double Chat, double Gifts, double Viewers);
}

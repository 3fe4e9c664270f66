using System.Globalization;
using LiveIp.Scoring.Strategy.Deciding;
using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy;

/// <summary>
/// Draws what to stream next: Bayes-UCB over a factored model, "level + effect of topic + effect of slot + …", each factor with its own
/// shrinkage, mixed with a share of uniform exploration. <see cref="Strategist"/> explains the same draw.
/// </summary>
public static class StrategyPolicy
{
    /// <summary>The draw with everything a later evaluation needs; null when the constraints leave nothing.</summary>
    /// <exception cref="ArgumentException">The request holds a value that no answer could be right for; the text names it.</exception>
    public static DecisionRecord? Decide(StrategyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Draft.Of(request).Decision;
    }

    /// <summary>Names this policy with the given options.</summary>
    public static PolicyIdentity Identity(StrategyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Id = "bayes-ucb",
            Version = 1,
            Parameters = string.Create(
                CultureInfo.InvariantCulture,
                $"c={options.Confidence} discount={options.Discount} exploration={options.Exploration} {Adaptation(options)} noise={options.Priors.Noise} effects={options.Priors.Effects} level={options.Priors.Level} weight={options.Priors.Weight}"
            ),
        };
    }

    /// <summary>Which of the optional ways to forget are on: "window=off page-hinkley=off".</summary>
    public static string Adaptation(StrategyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var window = options.Window is { } w ? w.ToString(CultureInfo.InvariantCulture) : "off";
        var test = options.PageHinkley is { } p ? string.Create(CultureInfo.InvariantCulture, $"{p.Tolerance}/{p.Threshold}") : "off";
        return $"window={window} page-hinkley={test}";
    }
}

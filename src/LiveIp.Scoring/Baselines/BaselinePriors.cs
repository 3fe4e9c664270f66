using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveIp.Scoring.Baselines;

/// <summary>
/// Spreads measured on other people's broadcasts, by metric and platform. Only what was measured is in here: most metrics have
/// none, and a creator's first three broadcasts then have no score.
/// </summary>
public sealed class BaselinePriors
{
    private readonly Dictionary<(string Id, string Platform), BaselinePrior> _priors;

    /// <summary>Priors of one's own.</summary>
    /// <exception cref="ArgumentException">A spread that is not above zero, a location that is not a number, a prior twice.</exception>
    public BaselinePriors(IEnumerable<(string Id, string Platform, BaselinePrior Prior)> priors)
    {
        ArgumentNullException.ThrowIfNull(priors);
        _priors = [];
        foreach (var (id, platform, prior) in priors)
        {
            if (!(prior.Within > 0) || !(prior.Between > 0) || !double.IsFinite(prior.Strength) || !double.IsFinite(prior.Location ?? 0))
            {
                throw new ArgumentException($"{id} on {platform}: spreads are above zero and finite, the location is a number or null.");
            }

            if (!_priors.TryAdd((id, platform), prior))
            {
                throw new ArgumentException($"{id} on {platform} is there twice.");
            }
        }
    }

    /// <summary>None at all.</summary>
    public static BaselinePriors Empty { get; } = new([]);

    /// <summary>Those in priors.json, with their sources. They know spreads, and no location.</summary>
    public static BaselinePriors Shipped { get; } = Load();

    /// <summary>Every prior.</summary>
    public IEnumerable<(string Id, string Platform, BaselinePrior Prior)> All =>
        _priors.Select(static p => (p.Key.Id, p.Key.Platform, p.Value));

    /// <summary>The prior, or null when none was measured.</summary>
    /// <param name="id">"views", "like-rate", "comment-rate".</param>
    /// <param name="platform">"youtube".</param>
    public BaselinePrior? Find(string id, string platform) => _priors.GetValueOrDefault((id, platform));

    private static BaselinePriors Load()
    {
        using var stream = typeof(BaselinePriors).Assembly.GetManifestResourceStream("priors.json")!;
        return new(
            JsonSerializer
                .Deserialize(stream, PriorsJson.Default.PriorFile)!
                .Priors.Select(static p =>
                    (
                        p.Id,
                        p.Platform,
                        new BaselinePrior
                        {
                            Within = p.Within,
                            Between = p.Between,
                            Source = p.Source,
                        }
                    )
                )
        );
    }
}

internal sealed record PriorFile
{
    public required int Version { get; init; }

    public required IReadOnlyList<PriorEntry> Priors { get; init; }
}

internal sealed record PriorEntry
{
    public required string Id { get; init; }

    public required string Platform { get; init; }

    public required double Within { get; init; }

    public required double Between { get; init; }

    public required string Source { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PriorFile))]
internal sealed partial class PriorsJson : JsonSerializerContext;

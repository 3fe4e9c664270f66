using LiveIp.Host.Broadcasts;

namespace LiveIp.Host.Strategy.Stored;

/// <summary>What was drawn before a broadcast that then followed it, by the broadcast.</summary>
internal sealed class FollowedDraws(SuggestionStore store, BroadcastDirectory directory)
{
    public async Task<IReadOnlyDictionary<string, FollowedDraw>> ReadAsync(CancellationToken cancellationToken)
    {
        var known = await directory.ReadAsync(cancellationToken);
        var draws = new Dictionary<string, FollowedDraw>(StringComparer.Ordinal);
        foreach (var (told, suggestion) in store.Followed())
        {
            if (suggestion.Choice is { HasPropensity: true } choice)
            {
                // Two broadcasts can turn out to be one, which then goes by one of the names.
                var name = BroadcastRecord.IdOf(told) is { } id && known.Find(id) is { } found ? found.Name : told;
                draws[name] = new(suggestion.Options[0].Labels, choice.Propensity);
            }
        }

        return draws;
    }
}

/// <param name="Labels">Of the option that was drawn.</param>
/// <param name="Propensity">The chance that it had, (0, 1].</param>
internal sealed record FollowedDraw(IReadOnlyDictionary<string, string> Labels, double Propensity);

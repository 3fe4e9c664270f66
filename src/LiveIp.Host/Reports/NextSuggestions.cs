using LiveIp.Host.Reports.Model;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.V1;

namespace LiveIp.Host.Reports;

/// <summary>What to stream after a broadcast: what was suggested then, or what would be now. A report keeps no suggestion.</summary>
internal sealed class NextSuggestions(Suggester suggester, SuggestionStore store)
{
    private const int Options = 3;

    /// <summary>Kept ones that are looked at, the newest first.</summary>
    private const int Looked = 50;

    /// <summary>The same report twice has the same draw.</summary>
    private const ulong Seed = 1;

    /// <summary>Null for an earlier broadcast after which nobody asked.</summary>
    public async Task<NextSuggestion?> AfterAsync(string broadcast, bool isLast, string profile, CancellationToken cancellationToken)
    {
        var kept = store.List(0, Looked).Suggestions.FirstOrDefault(s => s.LatestBroadcast == broadcast);
        var suggestion =
            kept is null && isLast ? await suggester.PreviewAsync(new() { Profile = profile, Seed = Seed }, cancellationToken) : kept;
        return suggestion is null
            ? null
            : new()
            {
                Summary = suggestion.Summary.Length > 0 ? suggestion.Summary : suggestion.NotEnoughHistory,
                SummaryZh = suggestion.SummaryZh.Length > 0 ? suggestion.SummaryZh : suggestion.NotEnoughHistoryZh,
                Options = [.. suggestion.Options.Take(Options).Select(Option)],
            };
    }

    private static NextOption Option(SuggestedOption option) =>
        new()
        {
            Labels = option.Labels,
            ExpectedScore = option.HasExpectedScore ? option.ExpectedScore : null,
            Low = option.HasLow ? option.Low : null,
            High = option.HasHigh ? option.High : null,
            Broadcasts = option.Broadcasts,
            Reason = option.Reason,
            ReasonZh = option.ReasonZh,
        };
}

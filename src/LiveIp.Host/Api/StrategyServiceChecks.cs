using Google.Protobuf.Collections;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Scoring;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a request about the strategy has to be.</summary>
internal static class StrategyServiceChecks
{
    private const int LongestName = 128;
    private const int MostBroadcasts = 1000;

    public static void Check(SuggestRequest request)
    {
        var checks = new FieldChecks();
        Profile(request.Profile, checks);
        Candidates(request.Candidates, checks);
        checks.MostOf(request.Vetoes.Count, "vetoes");
        checks.MostOf(request.Spacings.Count, "spacings");
        checks.ThrowIfAny();

        for (var i = 0; i < request.Vetoes.Count; i++)
        {
            Word(request.Vetoes[i].Factor, $"vetoes[{i}].factor", checks);
            Word(request.Vetoes[i].Value, $"vetoes[{i}].value", checks);
        }

        for (var i = 0; i < request.Spacings.Count; i++)
        {
            Word(request.Spacings[i].Factor, $"spacings[{i}].factor", checks);
            checks.Require(
                request.Spacings[i].Broadcasts is >= 1 and <= MostBroadcasts,
                $"spacings[{i}].broadcasts",
                $"must be 1 to {MostBroadcasts}"
            );
        }

        checks.ThrowIfAny();
    }

    /// <returns>The id of the suggestion.</returns>
    public static string Check(RecordChoiceRequest request)
    {
        var checks = new FieldChecks();
        var id = SuggestionNames.IdOf(request.Suggestion);
        checks.Require(
            id is not null && request.Suggestion.Length <= LongestName,
            "suggestion",
            "must be the name of a suggestion, suggestions/{id}"
        );
        checks.Require(
            request.Broadcast.Length == 0 || request.Broadcast == ScoreSheet.Last || BroadcastRecord.IdOf(request.Broadcast) is not null,
            "broadcast",
            "must be the name of a broadcast, broadcasts/{id} or broadcasts/last, or empty"
        );
        Labels(request.Labels, "labels", checks);
        checks.ThrowIfAny();
        return id!;
    }

    public static void Check(BackTestRequest request)
    {
        var checks = new FieldChecks();
        Profile(request.Profile, checks);
        checks.ThrowIfAny();
    }

    private static void Candidates(RepeatedField<CandidateLabels> candidates, FieldChecks checks)
    {
        if (candidates.Count > CandidateSet.Most)
        {
            checks.Add("candidates", $"must not be more than {CandidateSet.Most}");
            return;
        }

        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < candidates.Count; i++)
        {
            var field = $"candidates[{i}]";
            checks.Require(candidates[i].Labels.Count > 0, $"{field}.labels", "must not be empty: say at least one, such as topic=music");
            Labels(candidates[i].Labels, $"{field}.labels", checks);
            var key = LabelWords.Key(candidates[i].Labels);
            checks.Require(known.TryAdd(key, i), field, $"has the same labels as candidates[{known[key]}]");
        }
    }

    private static void Labels(MapField<string, string> labels, string field, FieldChecks checks)
    {
        checks.Require(labels.Count <= BroadcastBook.MostLabels, field, $"must not be more than {BroadcastBook.MostLabels}");
        foreach (var (label, value) in labels.Take(BroadcastBook.MostLabels))
        {
            if (BroadcastWords.Objection(label) is { } wrong)
            {
                checks.Add(field, $"'{label}' {wrong}");
            }
            else
            {
                Word(value, $"{field}.{label}", checks);
            }
        }
    }

    private static void Word(string word, string field, FieldChecks checks)
    {
        if (BroadcastWords.Objection(word) is { } wrong)
        {
            checks.Add(field, wrong);
        }
    }

    private static void Profile(string profile, FieldChecks checks) =>
        checks.Require(
            profile.Length == 0 || StoredProfile.Parse(profile) is not null,
            "profile",
            "must be profiles/{id} or profiles/{id}@{version}; empty for the default"
        );
}

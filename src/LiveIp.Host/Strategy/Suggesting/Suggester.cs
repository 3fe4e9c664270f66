using System.Security.Cryptography;
using LiveIp.Host.Scoring;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Scoring.Strategy;
using LiveIp.V1;
using Spacing = LiveIp.Scoring.Strategy.Spacing;
using Suggestion = LiveIp.V1.Suggestion;

namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>Answers what to stream next. It reads, draws and writes the answer down; nothing is published or planned by it.</summary>
internal sealed class Suggester(IScoreBook book, FollowedDraws draws, SuggestionStore store)
{
    /// <summary>The answer, durable.</summary>
    /// <exception cref="ProfileNotFoundException">There is no such profile or version.</exception>
    /// <exception cref="UnknownFactorException">A veto or a spacing names a factor that neither a broadcast nor a candidate has.</exception>
    public async Task<Suggestion> SuggestAsync(SuggestRequest request, CancellationToken cancellationToken) =>
        store.Add(await PreviewAsync(request, cancellationToken));

    /// <summary>The answer without a name: it is not kept, so that nothing can be recorded for it.</summary>
    /// <inheritdoc cref="SuggestAsync" path="/exception"/>
    public async Task<Suggestion> PreviewAsync(SuggestRequest request, CancellationToken cancellationToken)
    {
        var sheet = await book.ReadAsync(request.Profile, cancellationToken);
        var history = new StrategyHistory(sheet, await draws.ReadAsync(cancellationToken));
        var set =
            request.Candidates.Count > 0
                ? CandidateSet.Of(request.Candidates)
                : CandidateSet.Tried([.. history.Labelled.Select(static b => b.Labels)]);
        CheckFactors(request, history, set);
        var asked = request.Clone();
        asked.Seed = request.Seed != 0 ? request.Seed : NewSeed();
        var answer = set.Candidates.Count == 0 ? SuggestionMessage.Nothing(history) : Draw(asked, history, set);
        answer.ProfileVersion = ProfileVersion(sheet);
        answer.Seed = asked.Seed;
        answer.AsOfSequence = sheet.AsOfSequence;
        answer.LeftOut = set.LeftOut;
        answer.LeftOutZh = set.LeftOutZh;
        answer.Asked = request;
        return answer;
    }

    public static string ProfileVersion(ScoreSheet sheet) => $"profiles/{sheet.Profile.Id}@{sheet.Profile.Version}";

    private static Suggestion Draw(SuggestRequest asked, StrategyHistory history, CandidateSet set)
    {
        var suggestion = Strategist.Suggest(
            new()
            {
                History = history.Past(set.Factors),
                Candidates = set.Candidates,
                Constraints = new()
                {
                    Vetoes =
                    [
                        .. asked.Vetoes.Select(static v => new Veto
                        {
                            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [v.Factor] = v.Value },
                        }),
                    ],
                    Spacings = [.. asked.Spacings.Select(static s => new Spacing { Factor = s.Factor, Broadcasts = s.Broadcasts })],
                },
                Seed = asked.Seed,
            }
        );
        return SuggestionMessage.Of(suggestion, history);
    }

    // A slip of the pen would otherwise be a rule that never applies. Without any label there is nothing to tell it from.
    private static void CheckFactors(SuggestRequest request, StrategyHistory history, CandidateSet set)
    {
        var known = history.Labelled.SelectMany(static b => b.Labels.Keys).Concat(set.Factors).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0)
        {
            return;
        }

        var unknown = request
            .Vetoes.Select(static (v, i) => (Field: $"vetoes[{i}].factor", v.Factor))
            .Concat(request.Spacings.Select(static (s, i) => (Field: $"spacings[{i}].factor", s.Factor)))
            .Where(f => !known.Contains(f.Factor))
            .ToArray();
        if (unknown.Length > 0)
        {
            throw new UnknownFactorException([.. unknown.Select(static u => u.Field)], [.. known.Order(StringComparer.Ordinal)]);
        }
    }

    // 0 asks for a new one, and is none.
    private static ulong NewSeed()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BitConverter.ToUInt64(bytes));
    }
}

/// <summary>Rules name factors that neither a broadcast nor a candidate has.</summary>
internal sealed class UnknownFactorException(IReadOnlyList<string> fields, IReadOnlyList<string> known)
    : Exception($"Known are {string.Join(", ", known)}.")
{
    private const int MostNamed = 20;

    /// <summary>Of the request.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>What to do, for a person.</summary>
    public string Advice =>
        $"is not a label of any broadcast or candidate; there are {string.Join(", ", known.Take(MostNamed))}{(known.Count > MostNamed ? " and more" : "")}";
}

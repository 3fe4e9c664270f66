using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>
/// What each choice would have brought, by the factored model fitted to later broadcasts alone and without discount. A model that also saw
/// the broadcasts from which the choice was made would agree with it: where all is noise, both take the same luck for merit, and the
/// suggestion seemed to beat random in three of ten histories.
/// </summary>
internal sealed class RewardModel
{
    // The history in eighths; each of the first six is judged by all that come after it.
    private const int Blocks = 8;
    private const int Judged = 6;

    private readonly Observation[][] _training = new Observation[Judged][];
    private readonly int[][] _rows = new int[Judged][];
    private readonly Design[] _designs = new Design[Judged];
    private readonly Components[] _components = new Components[Judged];
    private readonly Dictionary<string, int> _blockOf = new(StringComparer.Ordinal);
    private readonly int _count;

    /// <param name="scored">All with a reward, oldest first.</param>
    /// <param name="candidates">Of all steps.</param>
    /// <param name="priors">Of the strategy.</param>
    public RewardModel(PastBroadcast[] scored, IReadOnlyCollection<Candidate> candidates, VariancePriors priors)
    {
        _count = scored.Length;
        // All blocks name the same factors.
        var named = candidates.Select(static c => c.Labels).Concat(scored.Select(static b => b.Labels)).ToArray();
        for (var block = 0; block < Judged; block++)
        {
            _rows[block] = [.. Enumerable.Range(0, scored.Length).Where(i => i * Blocks / scored.Length > block)];
            var design = Design.Of(Array.ConvertAll(_rows[block], i => scored[i].Labels), named);
            _training[block] =
            [
                .. _rows[block]
                    .Select(i => new Observation(
                        design.Encode(scored[i].Labels),
                        scored[i].Reward!.Value,
                        1,
                        scored[i].RewardVariance ?? 0
                    )),
            ];
            _designs[block] = design;
            _components[block] = VarianceEstimation.Fit(design, _training[block], priors).Components;
        }

        foreach (var (i, broadcast) in scored.Index())
        {
            _blockOf[broadcast.Name] = i * Blocks / scored.Length;
        }
    }

    /// <summary>Whether enough came after it.</summary>
    public static bool IsJudged(int index, int scored) => index * Blocks / scored < Judged;

    public int BlockOf(Step step) => _blockOf[step.Broadcast.Name];

    /// <summary>The models; with counts, of a resample in which each broadcast counts that often.</summary>
    public Posterior[] Fit(int[]? counts = null)
    {
        var models = new Posterior[Judged];
        for (var block = 0; block < Judged; block++)
        {
            var training = _training[block];
            if (counts is not null)
            {
                training = [.. training.Select((o, i) => o with { Weight = counts[_rows[block][i]] })];
            }

            models[block] = Posterior.Of(_designs[block], Observation.Merge(training), _components[block]);
        }

        return models;
    }

    public int[] Resample(SeededRandom random)
    {
        var counts = new int[_count];
        for (var i = 0; i < _count; i++)
        {
            counts[random.NextInt(_count)]++;
        }

        return counts;
    }

    public int[] Encode(Step step, Candidate candidate) => _designs[BlockOf(step)].Encode(candidate.Labels);

    /// <summary>Chances of a policy's choice by column: times the means it is the expected reward.</summary>
    public double[] Mix(Step step, int policy)
    {
        var mix = new double[_designs[BlockOf(step)].Columns];
        for (var a = 0; a < step.Candidates.Count; a++)
        {
            var chance = step.Choices[policy][a];
            mix[0] += chance;
            foreach (var column in Encode(step, step.Candidates[a]))
            {
                if (column != Design.Unknown)
                {
                    mix[column] += chance;
                }
            }
        }

        return mix;
    }

    /// <summary>Share of a policy's choice that has a label the step's model has not seen.</summary>
    public double Unsupported(Step step, int policy) =>
        step
            .Candidates.Select(
                (c, a) =>
                    Encode(step, c).Where((column, f) => column == Design.Unknown && Names(step, c, f)).Any() ? step.Choices[policy][a] : 0
            )
            .Sum();

    private bool Names(Step step, Candidate candidate, int factor) => candidate.Labels.ContainsKey(_designs[BlockOf(step)].Factors[factor]);
}

using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>
/// What each choice would have brought, by the factored model fitted to the broadcasts of the other folds, later ones too and without
/// discount: it judges, it does not choose. A step is never judged by a model that saw its own reward.
/// </summary>
internal sealed class RewardModel
{
    private const int Folds = 3;

    private readonly Observation[][] _training = new Observation[Folds][];
    private readonly int[][] _rows = new int[Folds][];
    private readonly Design[] _designs = new Design[Folds];
    private readonly Components[] _components = new Components[Folds];
    private readonly Dictionary<string, int> _foldOf = new(StringComparer.Ordinal);
    private readonly int _count;

    /// <param name="scored">All with a reward, oldest first.</param>
    /// <param name="factors">That the candidates name.</param>
    /// <param name="priors">Of the strategy.</param>
    public RewardModel(PastBroadcast[] scored, IEnumerable<string> factors, VariancePriors priors)
    {
        _count = scored.Length;
        string[] names = [.. factors.Concat(scored.SelectMany(static b => b.Labels.Keys))];
        for (var fold = 0; fold < Folds; fold++)
        {
            // Every third: with whole stretches, what was streamed in one season alone would have no model.
            _rows[fold] = [.. Enumerable.Range(0, scored.Length).Where(i => i % Folds != fold)];
            var design = Design.Of(_rows[fold].Select(i => scored[i].Labels), names);
            _training[fold] =
            [
                .. _rows[fold]
                    .Select(i => new Observation(
                        design.Encode(scored[i].Labels),
                        scored[i].Reward!.Value,
                        1,
                        scored[i].RewardVariance ?? 0
                    )),
            ];
            _designs[fold] = design;
            _components[fold] = VarianceEstimation.Fit(design, _training[fold], priors).Components;
        }

        foreach (var (i, broadcast) in scored.Index())
        {
            _foldOf[broadcast.Name] = i % Folds;
        }
    }

    public int FoldOf(Step step) => _foldOf[step.Broadcast.Name];

    /// <summary>The models; with counts, of a resample in which each broadcast counts that often.</summary>
    public Posterior[] Fit(int[]? counts = null)
    {
        var models = new Posterior[Folds];
        for (var fold = 0; fold < Folds; fold++)
        {
            var training = _training[fold];
            if (counts is not null)
            {
                training = [.. training.Select((o, i) => o with { Weight = counts[_rows[fold][i]] })];
            }

            models[fold] = Posterior.Of(_designs[fold], Observation.Merge(training), _components[fold]);
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

    public int[] Encode(Step step, Candidate candidate) => _designs[FoldOf(step)].Encode(candidate.Labels);

    /// <summary>Chances of a policy's choice by column: times the means it is the expected reward.</summary>
    public double[] Mix(Step step, int policy)
    {
        var mix = new double[_designs[FoldOf(step)].Columns];
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

    private bool Names(Step step, Candidate candidate, int factor) => candidate.Labels.ContainsKey(_designs[FoldOf(step)].Factors[factor]);
}

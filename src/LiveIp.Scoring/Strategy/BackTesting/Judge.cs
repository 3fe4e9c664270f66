using LiveIp.Scoring.OffPolicy;
using LiveIp.Scoring.Strategy.Explaining;
using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>Puts numbers to the steps of each policy. All policies share the resamples, so that their differences are paired.</summary>
internal sealed class Judge
{
    private readonly List<Step> _steps;
    private readonly BackTestOptions _options;
    private readonly RewardModel _model;
    private readonly Posterior[] _fitted;
    private readonly double[][][] _mixes;
    private readonly double[] _value;
    private readonly double[][] _resampled;

    public Judge(PastBroadcast[] scored, List<Step> steps, BackTestOptions options)
    {
        _steps = steps;
        _options = options;
        _model = new(scored, [.. steps.SelectMany(static s => s.Candidates).Distinct()], options.Strategy.Priors);
        _fitted = _model.Fit();
        _mixes = Array.ConvertAll(Policies.Names, _ => Array.Empty<double[]>());
        for (var policy = 0; policy < _mixes.Length; policy++)
        {
            _mixes[policy] = [.. steps.Select(s => _model.Mix(s, policy))];
        }

        var everyStep = new int[steps.Count];
        Array.Fill(everyStep, 1);
        _value = Values(_fitted, everyStep);
        _resampled = Resample(scored);
    }

    public PolicyResult Policy(int policy)
    {
        var unsupported = _steps.Average(s => _model.Unsupported(s, policy));
        var agreement = _steps.ConvertAll(s => s.Agreement(policy));
        var squares = agreement.Sum(static a => a * a);
        var matches = squares > 0 ? agreement.Sum() * agreement.Sum() / squares : 0;
        var refused = unsupported > _options.AllowedUnsupportedMass;
        return new()
        {
            Policy = Policies.Names[policy],
            Model = refused ? null : Estimate(_value[policy], [.. _resampled.Select(r => r[policy])]),
            UnsupportedMass = unsupported,
            Matches = matches,
            Replay = matches >= _options.NeededMatches ? Replay(agreement) : null,
            Weighted = Weighted(policy),
            Refusal = refused
                ? FormattableString.Invariant(
                    $"{100 * unsupported:0.#} % of its choices have labels that no later broadcast has, at most {100 * _options.AllowedUnsupportedMass:0.#} % are allowed."
                )
                : null,
        };
    }

    /// <summary>The suggestion minus a policy.</summary>
    public Comparison Compare(int policy)
    {
        var judged = new[] { Policies.Suggestion, policy }.All(p =>
            _steps.Average(s => _model.Unsupported(s, p)) <= _options.AllowedUnsupportedMass
        );
        var (low, high) = Bootstrap.Interval([.. _resampled.Select(r => r[Policies.Suggestion] - r[policy])], _options.Coverage);
        return new()
        {
            Against = Policies.Names[policy],
            Points = judged ? ScoreScale.Points(_value[Policies.Suggestion] - _value[policy]) : null,
            Interval = judged ? new() { Low = ScoreScale.Points(low), High = ScoreScale.Points(high) } : null,
        };
    }

    // Broadcasts are drawn with replacement; each counts as often for the models as for its own step.
    private double[][] Resample(PastBroadcast[] scored)
    {
        var random = new SeededRandom(_options.Seed);
        var places = scored.Index().ToDictionary(static s => s.Item.Name, static s => s.Index, StringComparer.Ordinal);
        int[] rows = [.. _steps.Select(s => places[s.Broadcast.Name])];
        var resampled = new List<double[]>(_options.Resamples);
        while (resampled.Count < _options.Resamples)
        {
            var counts = _model.Resample(random);
            var weights = Array.ConvertAll(rows, row => counts[row]);
            // Rounds before the first step could be drawn alone; they say nothing.
            if (weights.Any(static w => w > 0))
            {
                resampled.Add(Values(_model.Fit(counts), weights));
            }
        }

        return [.. resampled];
    }

    private double[] Values(Posterior[] models, int[] weights)
    {
        var values = new double[_mixes.Length];
        for (var policy = 0; policy < values.Length; policy++)
        {
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                var means = models[_model.BlockOf(_steps[i])].Means;
                var mix = _mixes[policy][i];
                for (var d = 0; weights[i] > 0 && d < mix.Length; d++)
                {
                    sum += weights[i] * mix[d] * means[d];
                }
            }

            values[policy] = sum / weights.Sum();
        }

        return values;
    }

    private ScoreEstimate Replay(List<double> agreement)
    {
        var random = new SeededRandom(_options.Seed);
        var resampled = new double[_options.Resamples];
        for (var b = 0; b < resampled.Length; b++)
        {
            resampled[b] = Mean(() => random.NextInt(_steps.Count));
        }

        var next = 0;
        return Estimate(Mean(() => next++), [.. resampled.Where(double.IsFinite)]);

        double Mean(Func<int> pick)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var k = 0; k < _steps.Count; k++)
            {
                var i = pick();
                sum += agreement[i] * _steps[i].Broadcast.Reward!.Value;
                weight += agreement[i];
            }

            return sum / weight;
        }
    }

    private Evaluation? Weighted(int policy)
    {
        var drawn = _steps.FindAll(static s => s.Broadcast.Propensity is not null);
        if (drawn.Count == 0)
        {
            return null;
        }

        // One action per combination of labels that any step could choose or did stream.
        var actions = new Dictionary<string, int>(StringComparer.Ordinal);
        var labels = drawn.SelectMany(static s => s.Candidates.Select(static c => c.Labels).Append(s.Broadcast.Labels));
        Candidate[] all =
        [
            .. labels.Where(l => actions.TryAdd(LabelText.Key(l), actions.Count)).Select(static l => new Candidate { Labels = l }),
        ];
        var (target, predictions) = (new double[drawn.Count * all.Length], new double[drawn.Count * all.Length]);
        foreach (var (i, step) in drawn.Index())
        {
            for (var a = 0; a < step.Candidates.Count; a++)
            {
                target[(i * all.Length) + actions[LabelText.Key(step.Candidates[a].Labels)]] = step.Choices[policy][a];
            }

            for (var a = 0; a < all.Length; a++)
            {
                predictions[(i * all.Length) + a] = _fitted[_model.BlockOf(step)].Mean(_model.Encode(step, all[a]));
            }
        }

        var log = BanditLog.Create(
            all.Length,
            [.. drawn.Select(s => actions[LabelText.Key(s.Broadcast.Labels)])],
            [.. drawn.Select(static s => s.Broadcast.Reward!.Value)],
            [.. drawn.Select(static s => s.Broadcast.Propensity!.Value)],
            target,
            predictions
        );
        return OffPolicyEvaluator.Evaluate(
            log,
            new()
            {
                Resamples = _options.Resamples,
                Coverage = _options.Coverage,
                Seed = _options.Seed,
            }
        );
    }

    private ScoreEstimate Estimate(double reward, double[] resampled)
    {
        var (low, high) = Bootstrap.Interval(resampled, _options.Coverage);
        return new()
        {
            Score = ScoreScale.Score(reward),
            Interval = new() { Low = ScoreScale.Score(low), High = ScoreScale.Score(high) },
        };
    }
}

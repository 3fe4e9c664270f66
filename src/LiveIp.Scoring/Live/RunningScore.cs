using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Scores.Calculation;

namespace LiveIp.Scoring.Live;

/// <summary>
/// The score of a broadcast that is running. Its history was read at the start; after that an update takes constant time and no
/// memory. Not for several threads at once.
/// </summary>
/// <remarks>Early in a broadcast a rate says little: show the score together with its coverage and the minutes live.</remarks>
public sealed class RunningScore
{
    // Sums that are kept up to date drift in their last digits; so now and then they are added up anew.
    private const int Refresh = 4096;

    private readonly ScoreState _state;
    private readonly BroadcastFacts _start;
    private readonly Dictionary<(string Metric, string Channel), int> _terms = [];
    private readonly Dictionary<string, int> _parts = new(StringComparer.Ordinal);
    private readonly bool _arithmetic;
    private double _sum;
    private int _updates;
    private bool _stale = true;

    internal RunningScore(ScoreState state, BroadcastFacts start)
    {
        (_state, _start, _arithmetic) = (state, start, state.Frame.Profile.Aggregation.Kind == AggregationKind.Arithmetic);
        foreach (var (index, term) in state.Frame.Terms.Index())
        {
            _terms.Add((term.Metric.Id, term.Channel), index);
        }

        foreach (var (index, part) in state.Frame.Parts.Index())
        {
            _parts.Add(part.Channel, index);
        }
    }

    /// <summary>Score by now; null: <see cref="NoValue"/> says why.</summary>
    public double? Value
    {
        get
        {
            BringUpToDate();
            return !_state.HasScore ? null
                : _arithmetic ? 50 + (10 * _sum / _state.Sigma)
                : _state.Score();
        }
    }

    /// <summary>Why there is no score; null when there is one.</summary>
    public NoValue? NoValue
    {
        get
        {
            BringUpToDate();
            return ScoreWriter.NoValueOf(_state);
        }
    }

    /// <summary>Share of the weight that is known, of what the platforms offer, 0 to 1.</summary>
    public double Coverage
    {
        get
        {
            BringUpToDate();
            return _state.Coverage;
        }
    }

    /// <summary>Adds to what a metric of a channel counted; the first makes it known. False when the profile does not weigh it.</summary>
    /// <param name="metric">Id of a metric that adds up. Of a rate, the count behind it.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="increment">In the catalogue's unit; 0 is known too.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number, or below zero where nothing can be.</exception>
    /// <exception cref="ArgumentException">A level or a ratio, which is set and not added to.</exception>
    public bool Update(string metric, string channel, double increment)
    {
        // Views divide other metrics, whether or not they are weighed themselves.
        if (metric == MetricIds.SpreadViews && _parts.TryGetValue(channel, out var part))
        {
            Require(increment >= 0 && double.IsFinite(increment), increment);
            _state.Views[part] = Plus(_state.Views[part], increment);
            _stale = true;
        }

        if (!_terms.TryGetValue((metric, channel), out var term))
        {
            return false;
        }

        var kind = _state.Frame.Terms[term].Metric.Kind;
        if (kind is MeasureKind.Gauge or MeasureKind.Ratio)
        {
            throw new ArgumentException($"{metric} is not added to; set it.", nameof(metric));
        }

        Require(double.IsFinite(increment) && (increment >= 0 || kind == MeasureKind.SignedGrowth), increment);
        _state.Amounts[term] = Plus(_state.Amounts[term], increment);
        Changed(term);
        return true;
    }

    /// <summary>Sets what is known of a metric: a level's mean by now, a ratio with its n, or that it is missing.</summary>
    /// <exception cref="FactsException">The fact has a problem.</exception>
    public bool Set(string metric, string channel, MetricFact fact)
    {
        if (!_terms.TryGetValue((metric, channel), out var term))
        {
            return false;
        }

        var frame = _state.Frame.Terms[term];
        FactsValidator.Require(frame.Metric, fact);
        _state.Set(term, fact);
        Changed(term);
        return true;
    }

    /// <summary>Tells how long a channel has been live, and what viewers it had. All rates change with it: once a minute is enough.</summary>
    /// <param name="channel">The channel; one that the broadcast did not start with is not known.</param>
    /// <param name="liveMinutes">Minutes live by now.</param>
    /// <param name="viewerMinutes">Viewers × minutes by now; null when unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number, or below zero.</exception>
    public bool SetExposure(string channel, double liveMinutes, double? viewerMinutes)
    {
        Require(double.IsFinite(liveMinutes) && liveMinutes >= 0, liveMinutes);
        Require(viewerMinutes is null || (double.IsFinite(viewerMinutes.Value) && viewerMinutes >= 0), viewerMinutes ?? 0);
        if (!_parts.TryGetValue(channel, out var part))
        {
            return false;
        }

        (_state.LiveMinutes[part], _state.ViewerMinutes[part], _stale) = (liveMinutes, viewerMinutes ?? double.NaN, true);
        return true;
    }

    /// <summary>The score by now with everything that explains it; takes memory. Without the interval within the broadcast.</summary>
    public BroadcastScore Explain()
    {
        _stale = true;
        BringUpToDate();
        return ScoreWriter.Write(_state, _start with { Parts = [.. _start.Parts.Select(static p => p with { Steps = [] })] });
    }

    private void Changed(int term)
    {
        if (_stale)
        {
            return;
        }

        var before = _state.Distances[term];
        _stale = !_arithmetic || !_state.TryMeasureAgain(term) || ++_updates % Refresh == 0;
        _sum += _stale ? 0 : _state.Present[term] * (_state.Distances[term] - before);
    }

    private void BringUpToDate()
    {
        if (!_stale)
        {
            return;
        }

        _state.Evaluate();
        _sum = _arithmetic ? _state.Sum() : 0;
        _stale = false;
    }

    private static double Plus(double sum, double increment) => double.IsNaN(sum) ? increment : sum + increment;

    private static void Require(bool fits, double value)
    {
        if (!fits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                "must be a finite number, and not below zero where nothing can be."
            );
        }
    }
}

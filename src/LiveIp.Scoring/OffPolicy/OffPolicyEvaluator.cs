namespace LiveIp.Scoring.OffPolicy;

/// <summary>Judges a policy by a log that another policy wrote.</summary>
public static class OffPolicyEvaluator
{
    /// <summary>Estimates with percentile bootstrap intervals over rounds, or a refusal with the number that caused it.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the text names it.</exception>
    public static Evaluation Evaluate(BanditLog log, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        options ??= EvaluationOptions.Default;
        Check(options);
        var diagnostics = Diagnostics.Of(log, options.MaxWeight);
        var refusal = Refusal(diagnostics, options);
        return new()
        {
            Diagnostics = diagnostics,
            Refusal = refusal,
            Estimates = refusal is null ? Bootstrap.Estimates(log, options) : [],
        };
    }

    private static string? Refusal(Diagnostics diagnostics, EvaluationOptions options) =>
        diagnostics.EffectiveSampleSize < options.NeededSampleSize
            ? FormattableString.Invariant(
                $"Not estimable: the log of {diagnostics.Rounds} rounds is worth {diagnostics.EffectiveSampleSize:0.#} rounds of this policy (effective sample size), {options.NeededSampleSize:0.#} are needed; the largest weight is {diagnostics.MaxWeight:0.#}."
            )
        : diagnostics.UnsupportedMass > options.AllowedUnsupportedMass
            ? FormattableString.Invariant(
                $"Not estimable: {100 * diagnostics.UnsupportedMass:0.#} % of this policy's choices are actions that the log never holds, at most {100 * options.AllowedUnsupportedMass:0.#} % are allowed."
            )
        : null;

    private static void Check(EvaluationOptions options)
    {
        Require(options.MaxWeight > 0, "max_weight", options.MaxWeight, "above 0");
        Require(options.Resamples >= 100, "resamples", options.Resamples, "at least 100");
        Require(options.Coverage is > 0 and < 1, "coverage", options.Coverage, "between 0 and 1");
        Require(options.NeededSampleSize >= 0, "needed_sample_size", options.NeededSampleSize, "at least 0");
        Require(
            options.AllowedUnsupportedMass is >= 0 and <= 1,
            "allowed_unsupported_mass",
            options.AllowedUnsupportedMass,
            "a share from 0 to 1"
        );
    }

    private static void Require(bool holds, string field, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{field} is {value}, but must be {expected}."));
        }
    }
}

namespace LiveIp.Scoring;

/// <summary>Weighs inputs by a preset.</summary>
public static class Scorer
{
    /// <summary>Scores the inputs, keyed by metric id. A metric without an entry is missing, as is one that says so.</summary>
    public static ScoreResult Score(ScorePreset preset, IReadOnlyDictionary<string, TermInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(inputs);

        var terms = preset
            .Terms.Select(term => new TermResult
            {
                Definition = term,
                Input = inputs.GetValueOrDefault(term.Metric) ?? TermInput.None("not asked for"),
            })
            .ToArray();
        var present = terms.Where(static t => t.Input.Value is not null).ToArray();

        return new ScoreResult
        {
            Preset = preset,
            Terms = terms,
            Value = present.Length == 0 ? null : present.Sum(static t => t.Contribution!.Value),
            Coverage = present.Sum(static t => t.Definition.Weight) / preset.Terms.Sum(static t => t.Weight),
        };
    }
}

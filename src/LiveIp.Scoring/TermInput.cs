namespace LiveIp.Scoring;

/// <summary>The value of one term's metric, or why there is none. Zero is a value.</summary>
public sealed record TermInput
{
    private TermInput() { }

    /// <summary>In the metric's unit; null when missing.</summary>
    public double? Value { get; private init; }

    /// <summary>Why there is no value, or what a present value does not contain; empty when there is nothing to say.</summary>
    public string Missing { get; private init; } = "";

    /// <summary>A value, with an optional remark on what is not in it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number.</exception>
    public static TermInput Of(double value, string remark = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A term takes finite numbers; what is unknown is missing.");
        }

        return new TermInput { Value = value, Missing = remark };
    }

    /// <summary>No value, and why.</summary>
    public static TermInput None(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new TermInput { Missing = reason };
    }
}

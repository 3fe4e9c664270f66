namespace LiveIp.Bench.Report;

/// <summary>One measured number.</summary>
/// <param name="Met">Whether the target is met; null when there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, string? Target = null, bool? Met = null)
{
    public static Figure AtLeast(string name, double value, string unit, double target) =>
        new(name, value, unit, FormattableString.Invariant($"at least {target:#,0.##}"), value >= target);

    public static Figure Below(string name, double value, string unit, double target) =>
        new(name, value, unit, FormattableString.Invariant($"below {target:#,0.##}"), value < target);
}

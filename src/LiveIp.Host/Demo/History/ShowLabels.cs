namespace LiveIp.Host.Demo.History;

/// <summary>What a creator would compare shows by.</summary>
internal sealed record ShowLabels(string Topic, string Slot, string Format)
{
    /// <summary>Factor to value, as a broadcast's labels are.</summary>
    public IReadOnlyDictionary<string, string> ToMap() =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["topic"] = Topic,
            ["slot"] = Slot,
            ["format"] = Format,
        };

    public override string ToString() => $"{Topic} · {Slot} · {Format}";
}

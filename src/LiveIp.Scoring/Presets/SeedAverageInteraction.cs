using LiveIp.Contracts;

namespace LiveIp.Scoring.Presets;

/// <summary>
/// The founding document's average interaction (its section 5.2): watch time, likes and comments, divided by the number of chat
/// messages. Kept exact for comparison. It falls when people chat more, and without chat it has no value.
/// </summary>
/// <remarks>
/// The document also divides by the number of videos, and calls a view count "watch time". Taken here: its second formula, with
/// the watch time in seconds and chat messages for the comments, which then stand above and below the line.
/// </remarks>
public static class SeedAverageInteraction
{
    /// <summary>What a caller asks for.</summary>
    public const string Name = "SeedAverageInteraction";

    /// <summary>What the number means, in English.</summary>
    public const string Label =
        "founding document, as printed: (watch time + likes + comments) / chat messages; more chat lowers it, so it says little";

    /// <summary>The same in Chinese.</summary>
    public const string LabelZh = "按创始文档原文公式：（观看时长 + 点赞 + 评论）÷ 聊天消息数；聊天越多数值越低，参考意义有限";

    private static readonly string[] Metrics = [MetricIds.WatchSeconds, MetricIds.Likes, MetricIds.ChatMessages];

    /// <summary>The average of inputs keyed by metric id. A missing one leaves no value: a part of a sum is not the sum.</summary>
    public static AverageInteraction Compute(IReadOnlyDictionary<string, TermInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var values = Metrics.Select(m => (Metric: m, Input: inputs.GetValueOrDefault(m) ?? TermInput.None("not asked for"))).ToArray();
        var missing = values.Where(static v => v.Input.Value is null).Select(static v => $"{v.Metric}: {v.Input.Missing}").ToArray();
        if (missing.Length > 0)
        {
            return new() { NoValue = $"no value ({string.Join("; ", missing)})" };
        }

        var chat = values[2].Input.Value!.Value;
        return chat <= 0
            ? new() { NoValue = "no value (divided by 0 chat messages)" }
            : new() { Value = values.Sum(static v => v.Input.Value!.Value) / chat };
    }
}

/// <summary>The average, or why there is none.</summary>
public sealed record AverageInteraction
{
    /// <summary>Seconds, likes and messages added up, for each chat message; null when there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Why there is no value; empty when there is one.</summary>
    public string NoValue { get; init; } = "";
}

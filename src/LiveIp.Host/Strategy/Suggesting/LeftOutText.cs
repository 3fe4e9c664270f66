using LiveIp.V1;

namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>What no candidate was made of, and what to do about it.</summary>
internal static class LeftOutText
{
    private const int MostNamed = 5;

    public static (string English, string Chinese) Of(IReadOnlyList<string> seldom, IReadOnlyList<LabelValue> dropped)
    {
        if (seldom.Count == 0 && dropped.Count == 0)
        {
            return ("", "");
        }

        var (english, chinese) = (new List<string>(), new List<string>());
        if (seldom.Count > 0)
        {
            var (list, listZh) = List([.. seldom]);
            english.Add($"labels that less than half of the broadcasts have: {list}");
            chinese.Add($"不到一半直播带有的标签：{listZh}");
        }

        if (dropped.Count > 0)
        {
            var (list, listZh) = List([.. dropped.Select(static d => $"{d.Factor}={d.Value}")]);
            english.Add($"values that were not streamed for longest, as there would be more than {CandidateSet.Most} combinations: {list}");
            chinese.Add($"最久未播的取值（否则组合将超过 {CandidateSet.Most} 个）：{listZh}");
        }

        return (
            $"Left out are {string.Join("; and ", english)}. To choose among others, name candidates (liveip suggest --candidate topic=…).",
            $"未列入：{string.Join("；", chinese)}。如需其他选择，请指明候选（liveip suggest --candidate topic=…）。"
        );
    }

    private static (string English, string Chinese) List(string[] words)
    {
        var (named, rest) = (words.Take(MostNamed), words.Length - MostNamed);
        return rest > 0
            ? ($"{string.Join(", ", named)} and {rest} more", $"{string.Join("、", named)} 等 {words.Length} 个")
            : (string.Join(", ", named), string.Join("、", named));
    }
}

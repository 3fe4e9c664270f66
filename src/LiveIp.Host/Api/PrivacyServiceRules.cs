using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Privacy.Retention;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Rules of retention between the API and the host.</summary>
internal static class PrivacyServiceRules
{
    public static IEnumerable<RetentionRule> All(RetentionRules rules) =>
        from platform in rules.Platforms
        from content in System.Enum.GetValues<ContentClass>()
        select Message(platform, content, rules.Find(platform, content));

    /// <summary>What is wrong is noted in <paramref name="checks"/>.</summary>
    public static IReadOnlyList<(string Platform, ContentClass Content, TimeSpan? Keep, bool WhileVerified)> Read(
        IReadOnlyList<RetentionRule> asked,
        RetentionRules rules,
        FieldChecks checks
    )
    {
        var read = new List<(string, ContentClass, TimeSpan?, bool)>();
        for (var i = 0; i < asked.Count; i++)
        {
            var (rule, content) = (asked[i], (ContentClass)asked[i].ContentClass);
            var known = System.Enum.IsDefined(content);
            var valid = rule.Keep is null or { Seconds: > 0 and < 315_576_000_000, Nanos: >= 0 and <= 999_999_999 };
            checks.Require(IsPlatform(rule.Platform), $"rules[{i}].platform", "must be a platform's id, or \"*\"");
            checks.Require(known, $"rules[{i}].content_class", "must be one of the classes");
            checks.Require(valid, $"rules[{i}].keep", "must be a positive time; absent is for ever");
            if (IsPlatform(rule.Platform) && known && valid)
            {
                var keep = rule.Keep?.ToTimeSpan();
                if (rules.Objection(rule.Platform, content, keep, rule.WhileVerified) is { } objection)
                {
                    checks.Add($"rules[{i}].keep", objection);
                }

                read.Add((rule.Platform, content, keep, rule.WhileVerified));
            }
        }

        return read;
    }

    private static bool IsPlatform(string platform) =>
        platform == RetentionRules.AnyPlatform
        || (platform.Length is > 0 and <= 64 && platform.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '_'));

    private static RetentionRule Message(string platform, ContentClass content, RetentionSetting setting) =>
        new()
        {
            Platform = platform,
            ContentClass = (RetentionRule.Types.ContentClass)content,
            Keep = setting.Keep is { } keep ? Duration.FromTimeSpan(keep) : null,
            WhileVerified = setting.WhileVerified,
            IsDefault = setting.IsDefault,
            AtMost = setting.AtMost is { } most ? Duration.FromTimeSpan(most) : null,
            Note = setting.Note,
        };
}

using System.Text;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch;

/// <summary>Twitch's limits of what is said of a channel (dev.twitch.tv/docs/api/reference, Modify Channel Information).</summary>
internal static class DetailRules
{
    private const int MaxTitle = 140;
    private const int MaxTags = 10;
    private const int MaxTag = 25;

    public static IReadOnlyList<DetailProblem> Check(BroadcastDetails details)
    {
        var problems = new List<DetailProblem>();
        if (details.Title is { } title)
        {
            Say(string.IsNullOrWhiteSpace(title), BroadcastFields.Title, "must not be empty on Twitch");
            Say(Length(title) > MaxTitle, BroadcastFields.Title, $"at most {MaxTitle} characters on Twitch");
        }

        if (details.Tags is { } tags)
        {
            Say(tags.Count > MaxTags, BroadcastFields.Tags, $"at most {MaxTags} tags on Twitch");
            Say(tags.Any(static t => Length(t) is 0 or > MaxTag), BroadcastFields.Tags, $"a tag has 1 to {MaxTag} characters on Twitch");
            Say(
                tags.Any(static t => !t.EnumerateRunes().All(IsOfTags)),
                BroadcastFields.Tags,
                "a tag on Twitch has letters and digits only; write liveCoding for live coding"
            );
        }

        if (details.CategoryId is { } category)
        {
            Say(!category.All(char.IsAsciiDigit), BroadcastFields.Category, "a Twitch category id is a number");
        }

        if (details.Language is { } language)
        {
            Say(
                language.Split('-')[0] is not ({ Length: 2 } or "other"),
                BroadcastFields.Language,
                "a language on Twitch has two letters, such as en or zh"
            );
        }

        return problems;

        void Say(bool isWrong, BroadcastFields field, string problem)
        {
            if (isWrong)
            {
                problems.Add(new() { Field = field, Problem = problem });
            }
        }
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    // Marks belong to the letters of many scripts.
    private static bool IsOfTags(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}

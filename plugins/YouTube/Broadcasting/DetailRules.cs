using System.Text;
using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube.Broadcasting;

/// <summary>
/// YouTube's limits of what is said of a broadcast (developers.google.com/youtube/v3/docs/videos, properties of snippet).
/// </summary>
internal static class DetailRules
{
    private const int MaxTitle = 100;
    private const int MaxDescriptionBytes = 5000;
    private const int MaxTags = 500;

    public static IReadOnlyList<DetailProblem> Check(BroadcastDetails details)
    {
        var problems = new List<DetailProblem>();
        if (details.Title is { } title)
        {
            Say(string.IsNullOrWhiteSpace(title), BroadcastFields.Title, "must not be empty on YouTube");
            Say(title.EnumerateRunes().Count() > MaxTitle, BroadcastFields.Title, $"at most {MaxTitle} characters on YouTube");
            Say(HasAngle(title), BroadcastFields.Title, "YouTube permits neither < nor >");
        }

        if (details.Description is { } description)
        {
            Say(
                Encoding.UTF8.GetByteCount(description) > MaxDescriptionBytes,
                BroadcastFields.Description,
                $"at most {MaxDescriptionBytes} bytes of UTF-8 on YouTube"
            );
            Say(HasAngle(description), BroadcastFields.Description, "YouTube permits neither < nor >");
        }

        if (details.Tags is { } tags)
        {
            // Commas count, and so do the quotes that a tag with a space gets.
            var length = tags.Sum(static t => t.Length + (t.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + Math.Max(0, tags.Count - 1);
            Say(length > MaxTags, BroadcastFields.Tags, $"at most {MaxTags} characters in all tags together on YouTube");
            Say(tags.Any(string.IsNullOrWhiteSpace), BroadcastFields.Tags, "a tag must not be empty");
            Say(tags.Any(HasAngle), BroadcastFields.Tags, "YouTube permits neither < nor >");
        }

        if (details.CategoryId is { } category)
        {
            Say(
                category.Length is 0 or > 6 || !category.All(char.IsAsciiDigit),
                BroadcastFields.Category,
                "a YouTube category id is a number, and a broadcast has one"
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

    private static bool HasAngle(string text) => text.AsSpan().ContainsAny('<', '>');
}

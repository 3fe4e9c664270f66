using LiveIp.Host.Api.Errors;
using LiveIp.Host.Chat.Text;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Whether a poll makes sense at all; what each platform takes of it is looked at afterwards.</summary>
internal static class PollServiceChecks
{
    private const int LeastOptions = 2;
    private const int MostOptions = 4;
    private const int LongestQuestion = 500;
    private const int LongestOption = 200;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The texts as one line each, and the time.</summary>
    public static (string Question, IReadOnlyList<string> Options, TimeSpan Duration) Created(CreatePollRequest request)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        checks.MostOf(request.Channels.Count, "channels");
        var question = Text(request.Question, LongestQuestion, "question", checks);
        checks.Require(
            request.Options.Count is >= LeastOptions and <= MostOptions,
            "options",
            $"must be from {LeastOptions} to {MostOptions}"
        );
        var options = new List<string>();
        foreach (var option in request.Options.Take(MostOptions))
        {
            var field = $"options[{options.Count}]";
            var text = Text(option, LongestOption, field, checks);
            checks.Require(!options.Contains(text, StringComparer.OrdinalIgnoreCase), field, "must differ from the others");
            options.Add(text);
        }

        var duration = request.Duration is { Seconds: var seconds, Nanos: 0 }
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, int.MaxValue))
            : TimeSpan.Zero;
        checks.Require(
            duration >= Shortest && duration <= Longest,
            "duration",
            $"must be whole seconds, from {Shortest.TotalSeconds:0} to {Longest.TotalSeconds:0}"
        );
        checks.ThrowIfAny();
        return (question, options, duration);
    }

    private static string Text(string text, int most, string field, FieldChecks checks)
    {
        var line = LineText.Of(text.Length <= most ? text : "");
        checks.Require(text.Length <= most, field, $"must not be longer than {most} characters");
        checks.Require(text.Length > most || line.Length > 0, field, "must say something");
        return line;
    }
}

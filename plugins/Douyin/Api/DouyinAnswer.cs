using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;

namespace LiveIp.Plugins.Douyin.Api;

/// <summary>What Douyin answered: <c>{"data":{"error_code","description",…},"extra":{"error_code","sub_error_code","logid",…}}</c>.</summary>
/// <param name="token">Never in what is said of it.</param>
internal sealed class DouyinAnswer(ApiAnswer answer, string token)
{
    private static readonly TimeSpan BudgetPause = TimeSpan.FromHours(1);

    public JsonElement Json => answer.Json;

    public bool IsDone => answer.Status == 200 && Code == 0;

    /// <summary>0 for a yes; null where the body does not say.</summary>
    private long? Code => Json.Member("data").Integer("error_code") ?? Json.Member("extra").Integer("error_code");

    private NetworkAnswer Sentence => new("Douyin", answer.Status, Words);

    /// <summary>Its own, with the number under which Douyin's people find the call.</summary>
    private string Words
    {
        get
        {
            var words = Json.Member("data").Text("description") ?? Json.Member("extra").Text("description") ?? "";
            var log = Json.Member("extra").Text("logid") is { Length: > 0 } id ? $" (logid {id})" : "";
            return NetworkWords.Clean(words + log, token);
        }
    }

    /// <summary>What it says of a video that was to be made.</summary>
    public DeliveryResult Result(DateTimeOffset now) =>
        (answer.Status, Code) switch
        {
            (200, 0) when Json.Member("data").Text("item_id") is { Length: > 0 and <= 500 } id => new DeliveryResult
            {
                Outcome = DeliveryOutcome.Delivered,
                RemoteId = id,
                Detail = "Douyin took the video. Until it has looked at it, only the account itself sees it.",
            },
            (200, { } code) when DouyinCodes.IsToken(code) => Sentence.Rejected(
                $"{code}, the access token has ended or is none. Enter another"
            ),
            (200, { } code) when DouyinCodes.IsBudget(code) => Sentence.NotNow(BudgetPause),
            (200, { } code) when DouyinCodes.IsUnclear(code) => Sentence.Unconfirmed(
                $"{code}, it failed inside and may have posted, so look at the account"
            ),
            (200, { } code and not 0) => Sentence.Rejected($"{code}, it does not take the video"),
            (>= 300 and < 400, _) => Sentence.Rejected("a redirect, which is not followed. Check the base address"),
            (408 or 429, _) => Sentence.NotNow(Pause.Longest(answer.Response, now)),
            (>= 400 and < 500, _) => Sentence.Rejected("it does not take the video"),
            _ => Sentence.Unconfirmed("not whether it posted, so look at the account"),
        };

    /// <summary>What it says of a call that publishes nothing.</summary>
    public AdapterException Failure(DateTimeOffset now)
    {
        var result = Result(now);
        return result.Outcome switch
        {
            DeliveryOutcome.NotSent => new AdapterException(FailureKind.RateLimited, result.Detail!, result.RetryAfter),
            DeliveryOutcome.Rejected => new AdapterException(FailureKind.Refused, result.Detail!),
            _ => new AdapterException(FailureKind.Transient, $"Douyin answered {answer.Status} to an upload and not what was asked for."),
        };
    }

    public static AdapterException Unreadable() => new(FailureKind.Transient, "Douyin took an upload and did not say under which id.");
}

using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Mastodon.Api;

namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>What the answer to POST /api/v1/statuses says about the delivery.</summary>
internal static class StatusAnswer
{
    /// <param name="words">The server's, as " (words)" or nothing.</param>
    public static DeliveryResult Read(ApiAnswer answer, string words, DateTimeOffset now) =>
        answer.Status switch
        {
            >= 200 and < 300 => answer.Text("id") is { Length: > 0 } id
                ? new DeliveryResult
                {
                    Outcome = DeliveryOutcome.Delivered,
                    RemoteId = id,
                    RemoteUri = Address(answer.Json),
                }
                : Result(DeliveryOutcome.Unconfirmed, "The instance said yes, and not to what."),
            >= 300 and < 400 => Result(
                DeliveryOutcome.Rejected,
                $"The instance answered {answer.Status}, a redirect, which is not followed."
            ),
            401 => Result(DeliveryOutcome.Rejected, $"The instance does not accept the access token{words}. Make a new one."),
            403 => Result(DeliveryOutcome.Rejected, $"The account or its token may not post{words}. The token needs write:statuses."),
            422 => Result(DeliveryOutcome.Rejected, $"The instance does not accept the status{words}."),
            429 => Result(DeliveryOutcome.NotSent, "The instance takes no more statuses of this account for now; nothing was posted.") with
            {
                RetryAfter = answer.PauseAsked(now),
            },
            >= 400 and < 500 => Result(DeliveryOutcome.Rejected, $"The instance answered {answer.Status}{words}."),
            _ => Result(DeliveryOutcome.Unconfirmed, $"The instance answered {answer.Status} and may or may not have posted."),
        };

    /// <summary>Where a browser finds a status; null where the instance names no web address.</summary>
    public static Uri? Address(JsonElement status) =>
        Uri.TryCreate(status.Text("url"), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") ? address : null;

    private static DeliveryResult Result(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

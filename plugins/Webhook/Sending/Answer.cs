using LiveIp.Contracts;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Webhook.Sending;

/// <summary>What an HTTP answer says about the delivery.</summary>
internal static class Answer
{
    public static DeliveryResult Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new DeliveryResult { Outcome = DeliveryOutcome.Delivered, Detail = $"Answered {status}." },
            >= 300 and < 400 => Rejected(status, "a redirect, which is not followed. Enter the address that it leads to"),
            401 or 403 => Rejected(status, "it does not accept the signature. Check that both sides have the same secret"),
            404 => Rejected(status, "there is nothing at this address. Check it"),
            410 => Rejected(status, "the receiver wants no more of these. Turn the webhook off"),
            // The receiver says that it did not act on the request.
            408 or 425 or 429 => new DeliveryResult
            {
                Outcome = DeliveryOutcome.NotSent,
                Detail = $"The receiver answered {status}: not now.",
                RetryAfter = RetryAfter.Of(response, now),
            },
            >= 400 and < 500 => Rejected(status, "it does not accept the message"),
            _ => new DeliveryResult
            {
                Outcome = DeliveryOutcome.Unconfirmed,
                Detail = $"The receiver answered {status} and may or may not have acted on the message.",
            },
        };
    }

    private static DeliveryResult Rejected(int status, string meaning) =>
        new() { Outcome = DeliveryOutcome.Rejected, Detail = $"The receiver answered {status}: {meaning}." };
}

using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;
using LiveIp.Plugins.Bluesky.Sessions;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>What the answer to com.atproto.repo.putRecord says about the delivery.</summary>
internal static class PutAnswer
{
    /// <summary>The server has a file not any more: one that stands in no post is not kept for long. It is uploaded again.</summary>
    public static bool IsFileGone(this ApiAnswer answer) => answer.Status == 400 && answer.Text("error") == "BlobNotFound";

    public static DeliveryResult Read(ApiAnswer answer, Session session, string key, DateTimeOffset now)
    {
        var words = answer.Words(session.AccessToken, session.RefreshToken);
        return answer.Status switch
        {
            // A record that is there already is answered the same, without a commit.
            200 when answer.Text("uri") == Uri(session, key) => new DeliveryResult
            {
                Outcome = DeliveryOutcome.Delivered,
                RemoteId = Uri(session, key),
                RemoteUri = Address(session, key),
            },
            >= 200 and < 300 => Result(DeliveryOutcome.Unconfirmed, "Bluesky said yes, and not to what."),
            >= 300 and < 400 => Result(
                DeliveryOutcome.Rejected,
                $"The server answered {answer.Status}, a redirect, which is not followed."
            ),
            _ when answer.IsTokenRefused() => Result(
                DeliveryOutcome.NotSent,
                $"Bluesky does not accept the session that it gave{words}; nothing was posted."
            ),
            429 => Result(DeliveryOutcome.NotSent, "Bluesky takes no more posts of this account for now.") with
            {
                RetryAfter = answer.PauseAsked(now),
            },
            _ when answer.IsFileGone() => Result(
                DeliveryOutcome.NotSent,
                "Bluesky has a file of the post not any more; nothing was posted, and it is uploaded again."
            ),
            // The words alone tell an old session from a bad post, and neither was posted.
            400 when answer.Cut is not null => Result(DeliveryOutcome.NotSent, "Bluesky said no, and why broke off; nothing was posted."),
            >= 400 and < 500 => Result(DeliveryOutcome.Rejected, $"Bluesky does not accept the post: {answer.Status}{words}."),
            _ => Result(DeliveryOutcome.Unconfirmed, $"Bluesky answered {answer.Status} and may or may not have posted."),
        };
    }

    /// <summary>"at://did/collection/key"</summary>
    public static string Uri(Session session, string key) => $"at://{session.Did}/{PostRecord.Collection}/{key}";

    /// <summary>Where a browser finds it. An account whose handle does not work is found by its DID.</summary>
    public static Uri Address(Session session, string key) =>
        new($"https://bsky.app/profile/{(session.Handle == "handle.invalid" ? session.Did : session.Handle)}/post/{key}");

    private static DeliveryResult Result(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

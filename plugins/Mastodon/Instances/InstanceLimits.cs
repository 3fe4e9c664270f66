using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Mastodon.Api;

namespace LiveIp.Plugins.Mastodon.Instances;

/// <summary>How much an instance takes; each has its own idea.</summary>
internal static class InstanceLimits
{
    // Of Mastodon, where nothing is said.
    private const int MaxCharacters = 500;
    private const int CharactersPerLink = 23;

    /// <summary>More is no limit that anybody sets, and numbers beyond would overflow sums.</summary>
    private const int Most = 1_000_000;

    /// <summary>From /api/v2/instance; from v1 where that is not there or says nothing: some servers know only the older.</summary>
    /// <exception cref="AdapterException">The instance did not say.</exception>
    public static async Task<InstanceTakes> ReadAsync(MastodonClient client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var newer = await client.GetAsync("/api/v2/instance", cancellationToken);
            if (
                newer.Status == 200
                && newer.Json.Member("configuration") is { } said
                && said.Member("statuses").ValueKind == JsonValueKind.Object
            )
            {
                return Takes(said);
            }

            var answer = newer.Status is 200 or 404 ? await client.GetAsync("/api/v1/instance", cancellationToken) : newer;
            return answer is { Status: 200, Json.ValueKind: JsonValueKind.Object }
                ? Takes(answer.Json.Member("configuration"))
                : throw Failed(client, answer, now);
        }
        catch (NoAnswerException e)
        {
            throw new AdapterException(e.IsBlocked ? FailureKind.Refused : FailureKind.Transient, e.Message);
        }
    }

    private static InstanceTakes Takes(JsonElement configuration) =>
        new(Limits(configuration.Member("statuses")), InstanceMedia.Of(configuration));

    private static PostLimits Limits(JsonElement statuses)
    {
        var most = statuses.Integer("max_characters") is > 0 and var said ? (int)Math.Min(said, Most) : MaxCharacters;
        var link = statuses.Integer("characters_reserved_per_url") is > 0 and var counted
            ? (int)Math.Min(counted, Most)
            : CharactersPerLink;
        return new PostLimits
        {
            Unit = TextUnit.CodePoint,
            MaxLength = most,
            LinkLength = link,
        };
    }

    private static AdapterException Failed(MastodonClient client, ApiAnswer answer, DateTimeOffset now) =>
        answer.Status switch
        {
            429 => new AdapterException(FailureKind.RateLimited, "The instance answers no more for now.", answer.PauseAsked(now)),
            401 => new AdapterException(
                FailureKind.SignInRequired,
                $"The instance does not accept the access token{client.Words(answer)}."
            ),
            >= 300 and < 500 => new AdapterException(
                FailureKind.Refused,
                $"The instance answered {answer.Status} when asked how much it takes{client.Words(answer)}. Check its address."
            ),
            _ => new AdapterException(FailureKind.Transient, $"The instance answered {answer.Status} when asked how much it takes."),
        };
}

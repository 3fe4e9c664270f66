using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Mastodon.Api;

namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>Looks for a post among the newest statuses of the account.</summary>
internal sealed class OwnStatuses(MastodonClient client, KnownStatuses known, MastodonSettings settings, OwnAccount account)
{
    /// <summary>The most that an instance gives at once.</summary>
    private const int Page = 40;

    /// <summary>Some give no more at once, whatever is asked for.</summary>
    private const int LeastPage = 20;

    /// <summary>How far an instance's clock may be behind ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Null where there is none yet.</summary>
    /// <exception cref="AdapterException">It could not be found out.</exception>
    public async Task<FoundPost?> FindAsync(IDeliveryContext context, CancellationToken cancellationToken)
    {
        var now = context.Clock.GetUtcNow();
        var own = account.Find(settings) ?? await AskAsync(now, cancellationToken);
        var path = $"/api/v1/accounts/{Uri.EscapeDataString(own)}/statuses?limit={Page}&exclude_reblogs=true";
        var json = await GetAsync(path, now, cancellationToken);
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw Unreadable();
        }

        var since = context.CreatedAt - Skew;
        var all = json.EnumerateArray().ToList();
        var candidates = all.FindAll(status => CreatedAt(status) >= since);
        foreach (var status in candidates)
        {
            if (
                status.Text("id") is { Length: > 0 } id
                && StatusText.IsSame(context.Rendered!, status.Text("content") ?? "")
                && !known.IsOfAnother(id, context.IdempotencyKey)
            )
            {
                return new FoundPost
                {
                    IsThere = true,
                    RemoteId = id,
                    RemoteUri = StatusAnswer.Address(status),
                };
            }
        }

        return candidates.Count == all.Count && all.Count >= LeastPage
            ? throw new AdapterException(
                FailureKind.Transient,
                "The account has more new statuses than the instance gives at once, and the post is not among the newest."
            )
            : null;
    }

    private async Task<string> AskAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = (await GetAsync("/api/v1/accounts/verify_credentials", now, cancellationToken)).Text("id");
        if (string.IsNullOrEmpty(id))
        {
            throw Unreadable();
        }

        account.Set(settings, id);
        return id;
    }

    private async Task<JsonElement> GetAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.GetAsync(path, cancellationToken);
            return answer.Status switch
            {
                200 => answer.Json,
                401 => throw new AdapterException(
                    FailureKind.SignInRequired,
                    $"The instance does not accept the access token{client.Words(answer)}."
                ),
                429 => throw new AdapterException(FailureKind.RateLimited, "The instance answers no more for now.", answer.PauseAsked(now)),
                >= 300 and < 500 => throw new AdapterException(
                    FailureKind.Refused,
                    $"The instance does not let its newest statuses be read: {answer.Status}{client.Words(answer)}."
                ),
                _ => throw new AdapterException(FailureKind.Transient, $"The instance answered {answer.Status}."),
            };
        }
        catch (NoAnswerException e)
        {
            throw new AdapterException(e.IsBlocked ? FailureKind.Refused : FailureKind.Transient, e.Message);
        }
    }

    /// <summary>Without a readable time it may be the post.</summary>
    private static DateTimeOffset CreatedAt(JsonElement status) =>
        DateTimeOffset.TryParse(status.Text("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : DateTimeOffset.MaxValue;

    private static AdapterException Unreadable() =>
        new(FailureKind.ProtocolChanged, "The instance's list of the account's statuses could not be read.");
}

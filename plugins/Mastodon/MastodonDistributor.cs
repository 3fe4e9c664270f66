using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Changes;
using LiveIp.Plugins.Mastodon.Api;
using LiveIp.Plugins.Mastodon.Instances;
using LiveIp.Plugins.Mastodon.Media;
using LiveIp.Plugins.Mastodon.Statuses;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon;

/// <summary>
/// One status per delivery. The idempotency key goes with it, and nothing relies on it: some servers that speak this API ignore it.
/// </summary>
internal sealed partial class MastodonDistributor(MastodonSettings settings, LimitsCache limits, KnownStatuses known, OwnAccount account)
    : IDistributor,
        IPostMeasure,
        IPostFinder,
        IPostEditor,
        IPostRemover
{
    /// <summary>
    /// Between the looks for a lost post, 45 s in all. A server may still be at work on a request whose connection is gone, and no
    /// document says how long; web servers end a request within 15 to 30 s. The host ends a search after 60.
    /// </summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15)];

    private readonly MastodonClient _client = new(settings);

    private OwnStatuses Statuses => new(_client, known, settings, account);

    /// <inheritdoc/>
    public async Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        (await TakesAsync(clock, cancellationToken)).Posts;

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (MastodonSettingsValidator.Explain(settings) is { } fault)
        {
            return Result(DeliveryOutcome.Rejected, fault);
        }

        if (context.Rendered is not { } rendered)
        {
            return Result(DeliveryOutcome.Rejected, "The host gave no text to post.");
        }

        using var deadline = new CancellationTokenSource(settings.Timeout, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var result = await EarlierAsync(context, either.Token) ?? await PostAsync(rendered, context, either.Token);
            if (result is { Outcome: DeliveryOutcome.Delivered, RemoteId: { } id })
            {
                known.Add(id, context.IdempotencyKey);
            }

            return result;
        }
        catch (AdapterException e)
        {
            // Only the look before throws it, and a look posts nothing.
            return e.Kind is FailureKind.Transient or FailureKind.RateLimited
                ? Result(DeliveryOutcome.NotSent, $"{e.Message} Nothing was posted.") with
                {
                    RetryAfter = e.RetryAfter,
                }
                : Result(DeliveryOutcome.Rejected, e.Message);
        }
        catch (NoAnswerException e)
        {
            return e.IsBlocked ? Result(DeliveryOutcome.Rejected, e.Message)
                : e.MayHaveArrived ? Result(DeliveryOutcome.Unconfirmed, $"{e.Message} The post may have arrived.")
                : Result(DeliveryOutcome.NotSent, $"{e.Message} Nothing was posted.");
        }
    }

    /// <inheritdoc/>
    public async Task<FoundPost> FindAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (context.Rendered is null)
        {
            return FoundPost.NotThere;
        }

        for (var look = 0; ; look++)
        {
            if (await LookAsync(context, cancellationToken) is { } found)
            {
                known.Add(found.RemoteId!, context.IdempotencyKey);
                return found;
            }

            if (look == Waits.Count)
            {
                return FoundPost.NotThere;
            }

            await Task.Delay(Waits[look], context.Clock, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        context.Rendered is { } rendered
            ? ChangeAsync(remoteId, context.Clock, changes => token => changes.EditAsync(remoteId, rendered, token), cancellationToken)
            : Task.FromResult(ChangeCall.Result(ChangeOutcome.Rejected, "The host gave no text to post."));

    /// <inheritdoc/>
    public Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(remoteId, context.Clock, changes => token => changes.RemoveAsync(remoteId, token), cancellationToken);

    private async Task<ChangeResult> ChangeAsync(
        string id,
        TimeProvider clock,
        Func<StatusChanges, Func<CancellationToken, Task<ChangeResult>>> change,
        CancellationToken cancellationToken
    ) =>
        MastodonSettingsValidator.Explain(settings) is { } fault ? ChangeCall.Result(ChangeOutcome.Rejected, fault)
        : id.Length == 0 ? ChangeCall.Result(ChangeOutcome.Rejected, "It is not known which status it is.")
        : await ChangeCall.RunAsync(settings.Timeout, clock, change(new StatusChanges(_client, clock)), cancellationToken);

    private async Task<InstanceTakes> TakesAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (MastodonSettingsValidator.Explain(settings) is { } fault)
        {
            throw new AdapterException(FailureKind.Refused, fault);
        }

        using var deadline = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await limits.GetAsync(settings.Instance!, _client, clock, either.Token);
    }

    /// <summary>What an earlier attempt may have posted after all; null where it did not, or that cannot be seen.</summary>
    private async Task<DeliveryResult?> EarlierAsync(IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (context.Attempt == 1)
        {
            return null;
        }

        try
        {
            return await Statuses.FindAsync(context, cancellationToken) is { } found
                ? new DeliveryResult
                {
                    Outcome = DeliveryOutcome.Delivered,
                    RemoteId = found.RemoteId,
                    RemoteUri = found.RemoteUri,
                    Detail = "An earlier attempt had posted it.",
                }
                : null;
        }
        catch (AdapterException e) when (e.Kind == FailureKind.Refused)
        {
            // The token may write and not read. The host attempts again only what was provably not posted, so that is enough.
            return null;
        }
    }

    private async Task<FoundPost?> LookAsync(IDeliveryContext context, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.Timeout, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await Statuses.FindAsync(context, either.Token);
    }

    private async Task<DeliveryResult> PostAsync(RenderedPost rendered, IDeliveryContext context, CancellationToken cancellationToken)
    {
        var media = MediaCheckpoint.Of(context, settings);
        if (!media.IsReady)
        {
            return Result(DeliveryOutcome.NotSent, "The files of the post are not at the instance yet; nothing was posted.");
        }

        List<KeyValuePair<string, string>> form =
        [
            .. StatusForm.Of(rendered),
            .. media.Files.Select(static f => new KeyValuePair<string, string>("media_ids[]", f.Id)),
            new("visibility", settings.Visibility.ToString().ToLowerInvariant()),
        ];
        var answer = await _client.PostAsync("/api/v1/statuses", form, context.IdempotencyKey, cancellationToken);
        return StatusAnswer.Read(answer, _client.Words(answer), context.Clock.GetUtcNow());
    }

    private static DeliveryResult Result(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

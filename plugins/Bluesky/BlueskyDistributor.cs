using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;
using LiveIp.Plugins.Bluesky.Media;
using LiveIp.Plugins.Bluesky.Records;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Changes;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky;

/// <summary>
/// Puts a post under a key of its own choice. Putting it again under that key changes nothing, so there is exactly one whatever gets lost.
/// </summary>
internal sealed partial class BlueskyDistributor(BlueskySettings settings, SessionCache sessions)
    : IDistributor,
        IPostMeasure,
        IPostFinder,
        IPostEditor,
        IPostRemover
{
    private readonly Account _account = new(settings);

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new PostLimits
            {
                Unit = TextUnit.Grapheme,
                MaxLength = PostRecord.MaxGraphemes,
                MaxBytes = PostRecord.MaxBytes,
            }
        );

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (BlueskySettingsValidator.Explain(settings) is { } fault)
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
            return await DeliverAsync(post, rendered, context, either.Token);
        }
        catch (AdapterException e)
        {
            // Only the sign-in throws it, and a sign-in posts nothing.
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
        catch (OperationCanceledException)
        {
            return Result(DeliveryOutcome.NotSent, "The time was over before there was a session; nothing was posted.");
        }
    }

    /// <summary>There is no second post to come: an attempt that is still on its way puts the same record under the same key.</summary>
    /// <inheritdoc/>
    public async Task<FoundPost> FindAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        var key = RecordKey.Of(context.CreatedAt, context.IdempotencyKey);
        using var deadline = new CancellationTokenSource(settings.Timeout, context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var session = await sessions.GetAsync(_account, context.Clock, either.Token);
        KeyValuePair<string, string>[] which = [new("repo", session.Did), new("collection", PostRecord.Collection), new("rkey", key)];
        try
        {
            var answer = await XrpcClient.QueryAsync(session.Pds, "com.atproto.repo.getRecord", which, either.Token);
            return answer switch
            {
                { Status: 200 } when answer.Text("uri") == PutAnswer.Uri(session, key) => new FoundPost
                {
                    IsThere = true,
                    RemoteId = PutAnswer.Uri(session, key),
                    RemoteUri = PutAnswer.Address(session, key),
                },
                { Status: 400 } when answer.Text("error") == "RecordNotFound" => FoundPost.NotThere,
                _ => throw new AdapterException(
                    FailureKind.Transient,
                    $"Bluesky answered {answer.Status} when asked for the post{answer.Words(session.AccessToken, session.RefreshToken)}.",
                    answer.PauseAsked(context.Clock.GetUtcNow())
                ),
            };
        }
        catch (NoAnswerException e)
        {
            throw new AdapterException(FailureKind.Transient, e.Message);
        }
    }

    /// <inheritdoc/>
    public Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(
            remoteId,
            context,
            (changes, token) =>
                context.Rendered is { } rendered
                    ? changes.EditAsync(rendered, context.CreatedAt, token)
                    : Task.FromResult(ChangeCall.Result(ChangeOutcome.Rejected, "The host gave no text to post.")),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        ChangeAsync(remoteId, context, static (changes, token) => changes.RemoveAsync(token), cancellationToken);

    private Task<ChangeResult> ChangeAsync(
        string remoteId,
        IDeliveryContext context,
        Func<RecordChanges, CancellationToken, Task<ChangeResult>> change,
        CancellationToken cancellationToken
    ) =>
        // The account stands in the id too, but who signs in now may have moved to another, which has no such post.
        ChangeAsync(
            context.Clock,
            token =>
                RecordKey.OfUri(remoteId) is { } key
                    ? change(new RecordChanges(_account, sessions, context.Clock, key), token)
                    : Task.FromResult(ChangeCall.Result(ChangeOutcome.Rejected, "It is not known which post it is.")),
            cancellationToken
        );

    private async Task<DeliveryResult> DeliverAsync(
        Post post,
        RenderedPost rendered,
        IDeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        var key = RecordKey.Of(context.CreatedAt, context.IdempotencyKey);
        var session = await sessions.GetAsync(_account, context.Clock, cancellationToken);
        var files = MediaCheckpoint.Of(context, session);
        if (!files.IsComplete(context))
        {
            return Result(DeliveryOutcome.NotSent, "The files of the post are not on the account's server yet; nothing was posted.");
        }

        var answer = await PutAsync(session);
        if (answer.IsTokenRefused())
        {
            session = await sessions.RenewAsync(_account, session, context.Clock, cancellationToken);
            answer = await PutAsync(session);
        }

        if (answer.IsFileGone())
        {
            await context.SaveCheckpointAsync(null, cancellationToken);
        }

        return PutAnswer.Read(answer, session, key, context.Clock.GetUtcNow());

        Task<ApiAnswer> PutAsync(Session by)
        {
            var input = new JsonObject
            {
                ["repo"] = by.Did,
                ["collection"] = PostRecord.Collection,
                ["rkey"] = key,
                ["record"] = PostRecord.Of(rendered, context.CreatedAt, PostEmbed.Of(post, rendered, context.Media, files)),
            };
            return XrpcClient.CallAsync(by.Pds, "com.atproto.repo.putRecord", by.AccessToken, input, cancellationToken);
        }
    }

    private static DeliveryResult Result(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Atom;
using LiveIp.Plugins.Feed.Files;
using LiveIp.Plugins.Feed.Hubs;
using LiveIp.V1;

namespace LiveIp.Plugins.Feed;

/// <summary>
/// One entry for a delivery. Its id is made of the delivery's key and the file can always be asked, so there is exactly one, whatever
/// was interrupted.
/// </summary>
internal sealed class FeedDistributor(FeedSettings settings, FeedGate gate)
    : IDistributor,
        IPostMeasure,
        IPostFinder,
        IPostEditor,
        IPostRemover
{
    /// <summary>UTF-16 units. No reader asks for a bound; a file that many fetch does.</summary>
    public const int MaxLength = 20_000;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = MaxLength });

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (FormFault(context.Rendered) is { } fault)
        {
            return Result(DeliveryOutcome.Rejected, fault);
        }

        string? id;
        try
        {
            id = await gate.InTurnAsync(() => Write(post, context.Rendered!, context), cancellationToken);
        }
        catch (Exception e) when (FeedFault.Of(e) is { } why)
        {
            return Result(why.MayPass ? DeliveryOutcome.NotSent : DeliveryOutcome.Rejected, why.Detail);
        }

        if (id is null)
        {
            return Result(DeliveryOutcome.Rejected, "The entry was taken away, and one that was does not come back.");
        }

        return new DeliveryResult
        {
            Outcome = DeliveryOutcome.Delivered,
            RemoteId = id,
            RemoteUri = settings.SelfAddress,
            Detail = $"In the feed. {await TellHubAsync(context, cancellationToken)}".TrimEnd(),
        };
    }

    /// <inheritdoc/>
    public async Task<FoundPost> FindAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        try
        {
            // In turn: an attempt that is still at it is waited for.
            return await gate.InTurnAsync(
                () =>
                    new FeedFile(settings.Path).Read() is { } feed && feed.EntryId(context.IdempotencyKey) is var id && feed.Has(id)
                        ? new FoundPost
                        {
                            IsThere = true,
                            RemoteId = id,
                            RemoteUri = settings.SelfAddress,
                        }
                        : FoundPost.NotThere,
                cancellationToken
            );
        }
        catch (NotOursException)
        {
            return FoundPost.NotThere;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new AdapterException(FailureKind.Transient, $"The feed could not be read ({e.GetType().Name}).");
        }
    }

    /// <inheritdoc/>
    public Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        FormFault(context.Rendered) is { } fault
            ? Task.FromResult(Changed(ChangeOutcome.Rejected, fault))
            : ChangeAsync(() => Rewrite(post, remoteId, context), remoteId, context, cancellationToken);

    /// <inheritdoc/>
    public Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken) =>
        FeedSettingsValidator.Explain(settings) is { } fault
            ? Task.FromResult(Changed(ChangeOutcome.Rejected, fault))
            : ChangeAsync(() => TakeAway(remoteId, context), remoteId, context, cancellationToken);

    /// <summary>A sentence, or null when all is well.</summary>
    private string? FormFault(RenderedPost? rendered) =>
        FeedSettingsValidator.Explain(settings) is { } fault ? fault
        : rendered is not { Text.Length: > 0 } ? "The host gave no text to post."
        : rendered.Text.Length > MaxLength ? $"The text is {rendered.Text.Length} UTF-16 units long; the feed takes {MaxLength}."
        : null;

    /// <param name="change">Done in turn. Where it says that it is done, the hub is told: an attempt before may have ended before that.</param>
    private async Task<ChangeResult> ChangeAsync(
        Func<ChangeResult> change,
        string remoteId,
        IDeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        if (remoteId.Length == 0)
        {
            return Changed(ChangeOutcome.Rejected, "It is not known which entry it is.");
        }

        ChangeResult result;
        try
        {
            result = await gate.InTurnAsync(change, cancellationToken);
        }
        catch (Exception e) when (FeedFault.Of(e) is { } why)
        {
            return Changed(why.MayPass ? ChangeOutcome.NotDone : ChangeOutcome.Rejected, why.Detail);
        }

        return result.Outcome == ChangeOutcome.Done
            ? result with
            {
                Detail = $"{result.Detail} {await TellHubAsync(context, cancellationToken)}".TrimEnd(),
            }
            : result;
    }

    private ChangeResult Rewrite(Post post, string remoteId, IDeliveryContext context)
    {
        var now = context.Clock.GetUtcNow();
        var file = new FeedFile(settings.Path);
        if (file.Read() is not { } feed || !feed.Has(remoteId))
        {
            return Changed(ChangeOutcome.Gone, "The entry is not in the feed any more, so there is nothing to edit.");
        }

        if (feed.Replace(remoteId, AtomEntry.Of(remoteId, post, context.Rendered!, now), settings, now))
        {
            file.Write(feed);
        }

        return Changed(ChangeOutcome.Done, "In the feed.");
    }

    private ChangeResult TakeAway(string remoteId, IDeliveryContext context)
    {
        var file = new FeedFile(settings.Path);
        if (file.Read() is not { } feed || !feed.Owns(remoteId))
        {
            return Changed(ChangeOutcome.Done, "It was not in the feed.");
        }

        if (!feed.WasTakenAway(remoteId))
        {
            feed.TakeAway(remoteId, settings, context.Clock.GetUtcNow());
            file.Write(feed);
        }

        return Changed(ChangeOutcome.Done, "Taken out of the feed.");
    }

    /// <summary>The id of the entry, which is there when this returns; null where it was taken away.</summary>
    private string? Write(Post post, RenderedPost rendered, IDeliveryContext context)
    {
        var now = context.Clock.GetUtcNow();
        var file = new FeedFile(settings.Path);
        var feed = file.Read() ?? AtomFeed.New(settings, now);
        var id = feed.EntryId(context.IdempotencyKey);
        if (feed.WasTakenAway(id))
        {
            return null;
        }

        if (!feed.Has(id))
        {
            feed.Add(AtomEntry.Of(id, post, rendered, now), settings, now);
            file.Write(feed);
        }

        return id;
    }

    /// <summary>The entry is published whatever becomes of this.</summary>
    private async Task<string> TellHubAsync(IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (settings is not { Hub: { } hub, SelfAddress: { } self })
        {
            return "";
        }

        try
        {
            return await HubPing.SendAsync(hub, self, settings.Timeout, context.Clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return "The hub could not be told, and is told with the next post: the time was over.";
        }
    }

    private static ChangeResult Changed(ChangeOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };

    private static DeliveryResult Result(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

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
internal sealed class FeedDistributor(FeedSettings settings, FeedGate gate) : IDistributor, IPostMeasure, IPostFinder
{
    /// <summary>UTF-16 units. No reader asks for a bound; a file that many fetch does.</summary>
    public const int MaxLength = 20_000;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = MaxLength });

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        if (FeedSettingsValidator.Explain(settings) is { } fault)
        {
            return Result(DeliveryOutcome.Rejected, fault);
        }

        if (context.Rendered is not { Text.Length: > 0 } rendered)
        {
            return Result(DeliveryOutcome.Rejected, "The host gave no text to post.");
        }

        if (rendered.Text.Length > MaxLength)
        {
            return Result(DeliveryOutcome.Rejected, $"The text is {rendered.Text.Length} UTF-16 units long; the feed takes {MaxLength}.");
        }

        string id;
        try
        {
            id = await gate.InTurnAsync(() => Write(post, rendered, context), cancellationToken);
        }
        catch (NotOursException e)
        {
            return Result(DeliveryOutcome.Rejected, e.Message);
        }
        catch (DirectoryNotFoundException)
        {
            return Result(DeliveryOutcome.Rejected, "The folder of the feed's file (path) is not there. Make it first.");
        }
        catch (UnauthorizedAccessException)
        {
            return Result(DeliveryOutcome.Rejected, "LiveIp may not write the feed's file (path) or beside it.");
        }
        catch (IOException e)
        {
            // Until it is moved into its place nothing is published, and the moving is the last that can fail.
            return Result(DeliveryOutcome.NotSent, $"The feed could not be written ({e.Message}); it is as it was.");
        }
        catch (OperationCanceledException)
        {
            return Result(DeliveryOutcome.NotSent, "The time was over before the feed was written.");
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

    /// <summary>The id of the entry, which is there when this returns.</summary>
    private string Write(Post post, RenderedPost rendered, IDeliveryContext context)
    {
        var now = context.Clock.GetUtcNow();
        var file = new FeedFile(settings.Path);
        var feed = file.Read() ?? AtomFeed.New(settings, now);
        var id = feed.EntryId(context.IdempotencyKey);
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

    private static DeliveryResult Result(DeliveryOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

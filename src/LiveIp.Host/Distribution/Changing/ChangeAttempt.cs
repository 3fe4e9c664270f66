using LiveIp.Contracts;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using State = LiveIp.V1.DeliveryChange.Types.State;

namespace LiveIp.Host.Distribution.Changing;

/// <summary>
/// One attempt at one change. Unlike a delivery it may be repeated when its answer was lost: the second time the network finds the post as
/// it is to be.
/// </summary>
internal sealed class ChangeAttempt(
    ChangeStore store,
    OutboxStore outbox,
    IExtensionRegistry registry,
    DeliveryContexts contexts,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = loggers.CreateLogger("LiveIp.Distribution");

    public async Task RunAsync(WantedChange change, CancellationToken cancellationToken)
    {
        if (await SettlementAsync(change, cancellationToken) is { } settlement)
        {
            store.Settle(change, settlement);
            outbox.Tell();
            _logger.LogInformation(
                "{Delivery}, {Kind}: {State}. {Detail}",
                change.Delivery.Message.Name,
                change.Delivery.Message.Change.Kind,
                settlement.State,
                settlement.Detail
            );
        }
    }

    /// <summary>Null where there is nothing to say: something else is wished by now, or the host stops and the next one does it.</summary>
    private async Task<ChangeSettlement?> SettlementAsync(WantedChange change, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var delivery = change.Delivery.Message;
        if (now > change.GiveUpAt)
        {
            return new(State.Failed, $"It could not be done within a day. {delivery.Change.Detail}");
        }

        if (registry.FindDistributor(delivery.Distributor) is not { IsSetUp: true } distributor)
        {
            return new(
                State.Pending,
                $"Distributor '{delivery.Distributor}' is not there or not set up; waiting for it.",
                now + Attempts.PluginPause
            );
        }

        if (outbox.PostOf(change.Delivery) is not { } post || !store.Begin(change))
        {
            return null;
        }

        var result = await AskAsync(distributor, change, post, cancellationToken);
        return result is null && cancellationToken.IsCancellationRequested ? null : Judge(change, result);
    }

    /// <summary>The one catch of the plugin. Null when the host stops.</summary>
    private async Task<ChangeResult?> AskAsync(
        DistributorExtension distributor,
        WantedChange change,
        Post post,
        CancellationToken cancellationToken
    )
    {
        var id = change.Delivery.Message.RemoteId;
        var delivery = change.Delivery with { Message = new Delivery(change.Delivery.Message) { Rendered = change.NewForm } };
        try
        {
            return await DistributorCall.AskAsync(
                distributor,
                async (d, token) =>
                {
                    await using var context = contexts.Make(distributor, d, delivery, change.Attempts + 1, token, change.Request);
                    return (d, change.IsRemoval) switch
                    {
                        (IPostRemover, true) or (IPostEditor, false) when id.Length == 0 => new ChangeResult
                        {
                            Outcome = ChangeOutcome.Rejected,
                            Detail = "The network's id of the post is not known; change it there by hand.",
                        },
                        (IPostRemover remover, true) => await remover.RemoveAsync(id, context, token),
                        (IPostEditor editor, false) => await editor.EditAsync(post, id, context, token),
                        _ => new ChangeResult
                        {
                            Outcome = ChangeOutcome.Unsupported,
                            Detail = change.IsRemoval ? "Posts cannot be removed there." : "Posts cannot be edited there.",
                        },
                    };
                },
                Limit,
                clock,
                cancellationToken
            );
        }
        catch (Exception e)
        {
            // Its message may name a URL, and a URL may be a secret.
            _logger.LogWarning("{Distributor} could not change a post: {Type}.", distributor.Id, e.GetType());
            return cancellationToken.IsCancellationRequested
                ? null
                : new ChangeResult
                {
                    Outcome = ChangeOutcome.Unconfirmed,
                    Detail =
                        e is OperationCanceledException ? "No answer came in time." : $"The distributor failed with {e.GetType().Name}.",
                };
        }
    }

    private ChangeSettlement Judge(WantedChange change, ChangeResult? result)
    {
        var detail = result?.Detail ?? "";
        return result?.Outcome switch
        {
            ChangeOutcome.Done => new(State.Done, detail),
            // Removing what is not there is done; nobody else can say it.
            ChangeOutcome.Gone => new(change.IsRemoval ? State.Done : State.Gone, detail),
            ChangeOutcome.Unsupported => new(State.Unsupported, detail),
            ChangeOutcome.Rejected => new(State.Failed, detail),
            _ => Again(change, detail, result?.RetryAfter, result is { IsForAllAccounts: true }),
        };
    }

    private ChangeSettlement Again(WantedChange change, string why, TimeSpan? retryAfter, bool isForAll)
    {
        var (attempts, now) = (change.Attempts + 1, clock.GetUtcNow());
        var settlement = Attempts.Next(attempts, retryAfter, now) is { } next
            ? new ChangeSettlement(State.Pending, why, next)
            : new ChangeSettlement(State.Failed, $"Given up after {attempts} attempts; look how it stands there. {why}");
        return settlement with { Hold = AccountHold.Said(now, retryAfter, isForAll) };
    }
}

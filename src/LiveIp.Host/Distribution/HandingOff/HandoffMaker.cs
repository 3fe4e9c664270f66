using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution.HandingOff;

/// <summary>
/// Has a distributor make what a person publishes with. That sends nothing anywhere, so it is not marked as being sent before, and is
/// made again after a crash.
/// </summary>
internal sealed class HandoffMaker(TimeProvider clock, ILogger<HandoffMaker> logger)
{
    /// <summary>Bytes; what is longer is shown to nobody.</summary>
    private const int Largest = 64 * 1024;
    private const int MostSteps = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Makes it; whatever the plugin does, it is told by the outcome.</summary>
    public async Task<HandoffOutcome> MakeAsync(
        DistributorExtension distributor,
        Post post,
        DeliveryRow row,
        DeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Trouble is { } trouble)
        {
            return HandoffOutcome.Never(trouble);
        }

        try
        {
            var kit = await DistributorCall.AskAsync(
                distributor,
                (d, token) => ((IHandoff)d).PrepareAsync(post, context, token),
                Limit,
                clock,
                cancellationToken
            );
            return Checked(kit, row, context);
        }
        catch (AdapterException e)
        {
            return e.Kind is FailureKind.Transient or FailureKind.RateLimited
                ? HandoffOutcome.NotNow(e.Message, e.RetryAfter)
                : HandoffOutcome.Never(e.Message);
        }
        catch (Exception e)
        {
            // Its message may name a URL, and a URL may be a secret.
            logger.LogWarning("{Distributor} could not hand off a post: {Type}.", distributor.Id, e.GetType());
            return HandoffOutcome.NotNow($"The distributor failed with {e.GetType().Name}.", retryAfter: null);
        }
    }

    private HandoffOutcome Checked(HandoffKit kit, DeliveryRow row, DeliveryContext context)
    {
        var expires = kit.Expires < row.NotAfter ? kit.Expires.Value : row.NotAfter;
        var handoff = new Handoff
        {
            Caption = kit.Caption,
            Uri = kit.Address?.AbsoluteUri ?? "",
            Steps = { kit.Steps.Select(static s => new HandoffStep { Text = s.English, TextZh = s.Chinese }) },
            Expires = expires.ToTimestamp(),
            Files = { context.Files.Select(static f => f.ForPerson()) },
        };
        return string.IsNullOrWhiteSpace(kit.Caption)
            || kit.Steps.Count is 0 or > MostSteps
            || kit.Address?.IsAbsoluteUri == false
            || handoff.CalculateSize() > Largest
                ? HandoffOutcome.Never("The distributor made nothing that a person could publish with.")
            : expires <= clock.GetUtcNow() ? HandoffOutcome.NotNow("What the distributor made has expired already.", retryAfter: null)
            : new HandoffOutcome(
                new Settlement
                {
                    State = DeliveryState.HandedOff,
                    Detail = "Made for a person to publish. Say so when it is there.",
                    Handoff = handoff,
                    NextAttempt = expires,
                },
                NotSent: null,
                RetryAfter: null
            );
    }
}

/// <summary>Either the end of the attempt, or why it is to be tried again.</summary>
internal sealed record HandoffOutcome(Settlement? Settled, string? NotSent, TimeSpan? RetryAfter)
{
    public static HandoffOutcome NotNow(string why, TimeSpan? retryAfter) => new(Settled: null, why, retryAfter);

    public static HandoffOutcome Never(string why) =>
        new(new Settlement { State = DeliveryState.Failed, Detail = why }, NotSent: null, RetryAfter: null);
}

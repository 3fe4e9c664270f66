using LiveIp.Contracts;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>Puts together what a distributor is given for one attempt.</summary>
internal sealed class DeliveryContexts(
    OutboxStore store,
    DeliveryCheckpoints checkpoints,
    IDistributorChannels channels,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    /// <param name="distributor">Whose attempt it is.</param>
    /// <param name="instance">Of it: what it can do decides what it is given.</param>
    /// <param name="row">The delivery.</param>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="closed">From then on a channel's tokens are not given out.</param>
    /// <param name="change">What was asked for, where it is no attempt to deliver.</param>
    /// <exception cref="AdapterException">The channel that it publishes for is not there.</exception>
    public DeliveryContext Make(
        DistributorExtension distributor,
        IDistributor instance,
        DeliveryRow row,
        int attempt,
        CancellationToken closed,
        ChangeRequest? change = null
    )
    {
        var acting = instance is IChannelDistributor acts ? channels.Find(distributor.Descriptor, acts.Channel, closed) : default;
        var takesMedia = instance is IPostMedia && row.Message.MediaLeftOut.Length == 0;
        return new DeliveryContext(acting.Scope)
        {
            IdempotencyKey = row.Message.IdempotencyKey,
            Attempt = attempt,
            CreatedAt = row.CreatedAt,
            Rendered = row.Message.Rendered,
            Files = takesMedia ? [.. store.MediaOf(row.PostId).Select(static m => new StoredMedia(m))] : [],
            Kept = () => checkpoints.Read(row.Id),
            Keep = (checkpoint, token) => checkpoints.SaveAsync(row.Id, checkpoint, token),
            Channel = acting.Channel,
            Change = change,
            Clock = clock,
            Logger = loggers.CreateLogger($"LiveIp.Distributors.{row.Message.Distributor}"),
        };
    }
}

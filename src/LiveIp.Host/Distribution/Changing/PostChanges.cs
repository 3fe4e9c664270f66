using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Changing;

/// <summary>Edits and deletes posts, on every network that they went to.</summary>
internal sealed class PostChanges(
    ChangeStore changes,
    OutboxStore outbox,
    RedirectStore redirects,
    PostPlanner planner,
    IExtensionRegistry registry
)
{
    /// <summary>Enough for every distributor that a post can name.</summary>
    private const int All = 1000;

    /// <summary>
    /// Makes the new form for each network and stores what is to be done. A network that cannot be edited now (its plugin is gone, or it
    /// cannot say how much fits, or not even the shortest form fits) has that as its result, and does not keep the others from being edited.
    /// </summary>
    /// <exception cref="RequestIdReusedException"/>
    public async Task<(Post Post, IReadOnlyList<DeliveryRow> Deliveries)> EditAsync(
        Post old,
        Post content,
        string requestId,
        string fingerprint,
        CancellationToken cancellationToken
    )
    {
        if (changes.FindByRequest(requestId, fingerprint) is { } before)
        {
            return before;
        }

        var deliveries = outbox.List(PostNames.IdOf(old.Name)!, 0, All).Deliveries;
        var forms = await Task.WhenAll(deliveries.Select(d => FormAsync(content, d, cancellationToken)));
        var edited = changes.Edit(
            old,
            content,
            deliveries.Zip(forms).ToDictionary(static p => p.First.Id, static p => p.Second),
            requestId,
            fingerprint
        );
        // What was handed off is made again.
        outbox.Tell();
        return edited;
    }

    public (Post Post, IReadOnlyList<DeliveryRow> Deliveries) Delete(Post post, string requestId, string fingerprint)
    {
        var deleted = changes.Remove(PostNames.IdOf(post.Name)!, requestId, fingerprint);
        outbox.Tell();
        return deleted;
    }

    private async Task<NewForm> FormAsync(Post content, DeliveryRow delivery, CancellationToken cancellationToken)
    {
        var name = delivery.Message.Distributor;
        if (registry.FindDistributor(name) is not { IsSetUp: true } distributor)
        {
            return new NewForm(null, $"Distributor '{name}' is not there or not set up, so the new form could not be made for it.");
        }

        try
        {
            var planned = await planner.PlanAsync(content, distributor, redirects.Of(delivery.Id), cancellationToken);
            return new NewForm(planned.Rendered) { Redirects = planned.Redirects };
        }
        catch (Exception e) when (e is AdapterException or PostDoesNotFitException)
        {
            return new NewForm(null, $"The new form could not be made: {e.Message}");
        }
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>
/// Makes the one post of a broadcast, and edits it. What names each act is made of the broadcast alone, so a host that was killed in
/// between finds what it did, and does not do it again.
/// </summary>
internal sealed class AnnouncementPublisher(
    OutboxStore outbox,
    PostPlanner planner,
    PostChanges changes,
    IExtensionRegistry registry,
    TimeProvider clock
)
{
    /// <summary>Those that are meant and set up, and a sentence about those that are not; empty when there are none.</summary>
    public (IReadOnlyList<DistributorExtension> Meant, string Missing) Distributors(Announcer settings)
    {
        if (settings.Distributors.Count == 0)
        {
            var all = registry.Distributors.Where(static d => d.IsSetUp).ToList();
            return (all, all.Count > 0 ? "" : "No distributor is set up.");
        }

        var named = settings
            .Distributors.Distinct(StringComparer.Ordinal)
            .Select(id => (Id: id, Found: registry.FindDistributor(id)))
            .ToList();
        var missing = named.Where(static n => n.Found is not { IsSetUp: true }).Select(static n => n.Id).ToList();
        return (
            [.. named.Select(static n => n.Found).OfType<DistributorExtension>().Where(static d => d.IsSetUp)],
            missing.Count > 0 ? $"Not there or not set up: {string.Join(", ", missing)}." : ""
        );
    }

    /// <summary>The forms for the networks that could make one, and a sentence about the others; empty when there are none.</summary>
    public async Task<(IReadOnlyList<PlannedDelivery> Planned, string Failed)> PlanAsync(
        Post post,
        IReadOnlyList<DistributorExtension> distributors,
        CancellationToken cancellationToken
    )
    {
        var planned = new List<PlannedDelivery>();
        var failed = new List<string>();
        foreach (var distributor in distributors)
        {
            try
            {
                // An account for videos has nothing to say of a broadcast that begins.
                planned.AddRange(
                    await planner.PlanAsync(post, [distributor], mayPassOver: true, mayLeaveMediaOut: false, cancellationToken)
                );
            }
            catch (Exception e) when (e is AdapterException or PostDoesNotFitException)
            {
                failed.Add($"{distributor.Id}: {e.Message}");
            }
        }

        return (planned, string.Join(' ', failed));
    }

    /// <summary>The name of the broadcast's post: made now, or before.</summary>
    /// <exception cref="OutboxFullException"/>
    public string Create(long broadcast, Post post, IReadOnlyList<PlannedDelivery> planned, DateTimeOffset notAfter) =>
        outbox.Create(post, planned, new DeliveryTerms(clock.GetUtcNow(), notAfter), RequestId(broadcast), "announcement").Post.Name;

    /// <summary>Null when it is kept no longer.</summary>
    public Post? Find(string name) => PostNames.IdOf(name) is { } id ? outbox.GetPost(id) : null;

    public Task EditAsync(long broadcast, long number, Post old, Post content, CancellationToken cancellationToken) =>
        // The name alone is the content here: after a kill the edit of this number is found, and what it lacks comes with the next.
        changes.EditAsync(old, content, $"{RequestId(broadcast)}-{number}", "announcement", cancellationToken);

    /// <summary>Whether every network that the post went to can be asked now.</summary>
    public bool AreThere(string post) => Deliveries(post).All(d => registry.FindDistributor(d.Distributor) is { IsSetUp: true });

    /// <summary>The deliveries as they are now.</summary>
    public IReadOnlyList<Delivery> Deliveries(string post) =>
        PostNames.IdOf(post) is { } id ? [.. outbox.List(id, 0, 1000).Deliveries.Select(static d => d.Message)] : [];

    private static string RequestId(long broadcast) => $"announcement-of-broadcasts-{broadcast}";
}

using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>A distributor set up for a stand-in of its network on which a post can be changed.</summary>
internal interface IChangeBench : IAsyncDisposable
{
    TimeProvider Clock { get; }

    /// <summary>Made anew for each attempt, as the host does.</summary>
    IDistributor Distributor { get; }

    /// <summary>The texts that stand on the network now.</summary>
    IReadOnlyList<string> Standing { get; }

    /// <summary>Somebody deletes all posts by hand.</summary>
    void Clear();

    /// <summary>Delivers, and gives the id that the host would keep.</summary>
    async Task<string> PostAsync(RenderedPost rendered) =>
        (await Distributor.DeliverAsync(new Post(), Context(rendered), CancellationToken.None)).RemoteId!;

    Task<ChangeResult> EditAsync(string remoteId, RenderedPost rendered) =>
        ((IPostEditor)Distributor).EditAsync(new Post(), remoteId, Context(rendered), CancellationToken.None);

    Task<ChangeResult> RemoveAsync(string remoteId) =>
        ((IPostRemover)Distributor).RemoveAsync(remoteId, Context(null), CancellationToken.None);

    private DeliveryContext Context(RenderedPost? rendered) => new(Clock, rendered);
}

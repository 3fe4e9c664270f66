using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Distribution;

/// <summary>A question to a distributor's plugin that changes nothing on its network.</summary>
internal static class DistributorCall
{
    /// <summary>Asks on an instance of its own, which lives until the plugin is through, also when nobody waits for it any more.</summary>
    /// <exception cref="OperationCanceledException">It took longer than <paramref name="limit"/>, or was cancelled.</exception>
    public static async Task<T> AskAsync<T>(
        DistributorExtension distributor,
        Func<IDistributor, CancellationToken, Task<T>> ask,
        TimeSpan limit,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var lease = distributor.Create();
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var token = either.Token;
        var asking = Task.Run(() => ask(lease.Instance, token), CancellationToken.None);
        _ = DisposeAfterAsync(asking, lease);
        return await asking.WaitAsync(token);
    }

    private static async Task DisposeAfterAsync(Task asking, ExtensionLease<IDistributor> lease)
    {
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await lease.DisposeAsync();
    }
}

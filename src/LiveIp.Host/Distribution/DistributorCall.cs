using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Distribution;

/// <summary>Calls of a distributor's plugin.</summary>
internal static class DistributorCall
{
    /// <summary>Begins a call on an instance that lives until the plugin is through, also when nobody waits for it any more.</summary>
    public static Task<T> Begin<T>(ExtensionLease<IDistributor> lease, Func<IDistributor, Task<T>> call)
    {
        var calling = Task.Run(() => call(lease.Instance), CancellationToken.None);
        _ = DisposeAfterAsync(calling, lease);
        return calling;
    }

    /// <summary>Asks on an instance of its own what may be asked again: nobody waits for the answer any longer than for this.</summary>
    /// <exception cref="OperationCanceledException">It took longer than <paramref name="limit"/>, or was cancelled.</exception>
    public static async Task<T> AskAsync<T>(
        DistributorExtension distributor,
        Func<IDistributor, CancellationToken, Task<T>> ask,
        TimeSpan limit,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var token = either.Token;
        return await Begin(distributor.Create(), d => ask(d, token)).WaitAsync(token);
    }

    private static async Task DisposeAfterAsync(Task asking, ExtensionLease<IDistributor> lease)
    {
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await lease.DisposeAsync();
    }
}

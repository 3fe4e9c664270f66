namespace LiveIp.Plugins.Feed.Files;

/// <summary>One writer of feeds at a time, so that none writes over what another has just added.</summary>
internal sealed class FeedGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    public async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            _turn.Release();
        }
    }
}

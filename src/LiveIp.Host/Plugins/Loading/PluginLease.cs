namespace LiveIp.Host.Plugins.Loading;

/// <summary>A scope in a plugin's container. While one is out, the plugin stays loaded.</summary>
internal sealed class PluginLease(AsyncServiceScope scope, Func<ValueTask> returned) : IAsyncDisposable, IDisposable
{
    private object? _owned;
    private bool _disposed;

    public IServiceProvider Services => scope.ServiceProvider;

    /// <summary>Disposed with the scope, before it: the container does not know what it did not make.</summary>
    public void Owns(object instance) => _owned = instance;

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            if (_owned is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (_owned is IDisposable disposable)
                disposable.Dispose();
        }
        finally
        {
            _owned = null;
            await ReleaseAsync();
        }
    }

    /// <summary>For scopes whose services are not asynchronous: validation, and what failed to start.</summary>
    public void Dispose()
    {
        var done = DisposeAsync();
        if (!done.IsCompletedSuccessfully)
            done.AsTask().GetAwaiter().GetResult();
    }

    private async ValueTask ReleaseAsync()
    {
        try
        {
            await scope.DisposeAsync();
        }
        finally
        {
            await returned();
        }
    }
}

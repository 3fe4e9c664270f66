namespace LiveIp.Host.Plugins.Loading;

/// <summary>
/// One attempt at loading a directory, on a thread of its own: the constructor and Configure are the plugin's code and may never
/// come back, and neither the scan nor a thread of the pool shall wait for that.
/// </summary>
internal sealed class PluginLoad
{
    private readonly TaskCompletionSource<PluginLoadEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PluginLoad(string fingerprint, long startedAt) => (Fingerprint, StartedAt) = (fingerprint, startedAt);

    /// <summary>Of the files, before they were read.</summary>
    public string Fingerprint { get; }

    /// <summary>By the clock's timestamp.</summary>
    public long StartedAt { get; }

    /// <summary>Never fails; may never complete.</summary>
    public Task<PluginLoadEnd> End => _end.Task;

    /// <summary>Set when it took too long and that was told.</summary>
    public bool IsOverdue { get; set; }

    public static PluginLoad Start(PluginDirectory directory, string fingerprint, long now, Func<PluginManifest, LoadedPlugin> load)
    {
        var started = new PluginLoad(fingerprint, now);
        // A thread that is lost in a plugin must not keep the process from ending.
        new Thread(() => started.Run(directory, load)) { IsBackground = true, Name = $"load {directory.Id} {directory.Version}" }.Start();
        return started;
    }

    /// <summary>Nobody wants it any more: what it brings is retired as soon as it is there.</summary>
    public void Abandon() => _ = AbandonAsync();

    private async Task AbandonAsync()
    {
        if ((await _end.Task).Plugin is { } plugin)
            await plugin.RetireAsync();
    }

    private void Run(PluginDirectory directory, Func<PluginManifest, LoadedPlugin> load)
    {
        PluginManifest? manifest = null;
        try
        {
            manifest = PluginCheck.Check(directory);
            _end.SetResult(new PluginLoadEnd(manifest, load(manifest), null));
        }
        catch (PluginRefusedException refusal)
        {
            _end.SetResult(new PluginLoadEnd(manifest, null, refusal));
        }
        catch (Exception e)
        {
            // Nothing may leave a thread: it would end the process.
            _end.SetResult(new PluginLoadEnd(manifest, null, new PluginRefusedException($"It could not be read: {e.Message}")));
        }
    }
}

/// <summary>Either a plugin or the reason why there is none; the manifest when it could be read.</summary>
internal sealed record PluginLoadEnd(PluginManifest? Manifest, LoadedPlugin? Plugin, PluginRefusedException? Refusal);

using System.Collections.Concurrent;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.Host.Quotas;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Placement;

/// <summary>All supervisors in this process, each a task of its own.</summary>
internal sealed class InProcessPlacement(
    IExtensionRegistry registry,
    IEventLog log,
    ISecretVault vault,
    TokenBook tokens,
    QuotaLedger quotas,
    ConnectionBoard board,
    TimeProvider clock,
    ILoggerFactory loggers
) : IConnectionPlacement
{
    private readonly ConcurrentDictionary<string, Post> _running = new(StringComparer.Ordinal);

    /// <summary>Adapters that outlived their supervisor, by channel; few, as each is a fault of its plugin.</summary>
    private readonly ConcurrentDictionary<string, Task> _lingering = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggers.CreateLogger("LiveIp.Channels");
    private readonly Lock _starting = new();

    /// <summary>How many hold each channel; guarded by <see cref="_starting"/>.</summary>
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Running => [.. _running.Keys];

    public void Start(ChannelRecord channel)
    {
        lock (_starting)
        {
            if (_running.ContainsKey(channel.Name) || _held.ContainsKey(channel.Name))
            {
                return;
            }

            var status = board.Of(channel);
            _lingering.TryRemove(channel.Name, out var lingering);
            var supervisor = new ConnectionSupervisor(
                channel,
                registry,
                log,
                vault,
                tokens,
                quotas,
                status,
                Jitter,
                clock,
                loggers,
                lingering
            );
            var post = new Post { Channel = channel, Supervisor = supervisor };
            _running[channel.Name] = post;
            post.Run = Task.Run(() => RunAsync(post));
        }
    }

    public async Task StopAsync(string channel)
    {
        if (_running.TryGetValue(channel, out var post))
        {
            post.Supervisor.Stop();
            await post.Run;
        }
    }

    public async Task<IDisposable> HoldAsync(string channel)
    {
        lock (_starting)
        {
            _held[channel] = _held.GetValueOrDefault(channel) + 1;
        }

        await StopAsync(channel);
        return new Hold(() => Release(channel));
    }

    public bool Restart(string channel)
    {
        if (!_running.TryGetValue(channel, out var post))
        {
            return false;
        }

        post.Supervisor.Restart();
        return true;
    }

    public void RestartPlatform(string platform)
    {
        foreach (var post in _running.Values.Where(p => p.Channel.Platform == platform))
        {
            post.Supervisor.Restart();
        }
    }

    public void FollowPlugins()
    {
        foreach (var (name, post) in _running)
        {
            var offered = registry.FindPlatform(post.Channel.Platform);
            var lost = post.Supervisor.Extension is not null && offered is null;
            var found = offered is not null && post.WaitsForPlugin(board);
            if (lost || found)
            {
                Restart(name);
            }
        }
    }

#pragma warning disable CA5394 // Spreads reconnects over time; no secret depends on it.
    private static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394

    private void Release(string channel)
    {
        lock (_starting)
        {
            if (--_held[channel] == 0)
            {
                _held.Remove(channel);
            }
        }
    }

    private async Task RunAsync(Post post)
    {
        try
        {
            await post.Supervisor.RunAsync();
        }
        catch (Exception e)
        {
            // The reconciler starts it again within seconds.
            _logger.LogError(e, "{Channel}: the supervisor itself failed.", post.Channel.Name);
            board.Of(post.Channel).Set(ConnectionState.Recovering, "The host failed to follow the channel and starts anew.");
        }
        finally
        {
            if (!post.Supervisor.Lingering.IsCompleted)
            {
                _lingering[post.Channel.Name] = post.Supervisor.Lingering;
            }

            _running.TryRemove(new KeyValuePair<string, Post>(post.Channel.Name, post));
        }
    }

    private sealed class Hold(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }

    /// <summary>One supervisor and its task.</summary>
    private sealed class Post
    {
        public required ChannelRecord Channel { get; init; }

        public required ConnectionSupervisor Supervisor { get; init; }

        public Task Run { get; set; } = Task.CompletedTask;

        public bool WaitsForPlugin(ConnectionBoard board) => Supervisor.MissesPlugin && board.Of(Channel).State == ConnectionState.Blocked;
    }
}

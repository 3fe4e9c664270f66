using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Operations.Health;

/// <summary>
/// How the host is, looked at when asked. A platform that is down makes it degraded and no more: the others go on, and a restart would
/// not bring the platform back. So do posts that are due and do not leave. A log that cannot be written makes it unready: nothing that
/// is heard would be kept.
/// </summary>
internal sealed class HostHealth(
    SqliteEventLog log,
    ConnectionBoard board,
    PluginCatalog plugins,
    PluginWatcher watcher,
    OutboxWatch outbox,
    IHostApplicationLifetime lifetime
)
{
    /// <summary>Completes at the next change of a connection.</summary>
    public Task Changed => board.Changed;

    /// <summary>Cancelled when the host begins to stop.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public HealthReport Look()
    {
        var channels = board.All().Select(ChannelHealth.Of).ToList();
        var failure = log.Failure;
        var reasons = new List<string>();
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            reasons.Add("The host is stopping.");
        }
        else if (!lifetime.ApplicationStarted.IsCancellationRequested || !watcher.FirstScan.IsCompleted)
        {
            reasons.Add("The host is starting.");
        }

        if (failure is not null)
        {
            reasons.Add(failure);
        }

        var posts = outbox.Look();
        var condition = reasons.Count > 0 ? HostCondition.Unready : HostCondition.Ready;
        reasons.AddRange(channels.Where(static c => !c.IsWell).Select(static c => $"{c.Platform} {c.Channel}: {c.Sentence}"));
        if (posts.Sentence is not null)
        {
            reasons.Add(posts.Sentence);
        }

        return new()
        {
            Condition = condition == HostCondition.Ready && reasons.Count > 0 ? HostCondition.Degraded : condition,
            Reasons = reasons,
            Log = new(failure is null, failure, log.LastSequence),
            Posts = new(posts.IsWell, posts.Sentence, Math.Round(posts.OldestDueFor.TotalSeconds, 1), posts.LastTick),
            Channels = channels,
        };
    }

    /// <summary>Whether a plugin offers the platform, or a channel of it is followed.</summary>
    public bool IsKnown(string platform, HealthReport report) =>
        report.Channels.Any(c => c.Platform == platform) || plugins.Platforms.Any(p => p.Descriptor.Id == platform);
}

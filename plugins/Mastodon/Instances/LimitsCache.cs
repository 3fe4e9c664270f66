using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Api;

namespace LiveIp.Plugins.Mastodon.Instances;

/// <summary>Remembers what the instance takes: it is asked for with every post and changes hardly ever.</summary>
internal sealed class LimitsCache
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private volatile Known? _known;

    /// <summary>At most an hour old; older only where the instance cannot be asked now.</summary>
    /// <inheritdoc cref="InstanceLimits.ReadAsync"/>
    public async Task<InstanceTakes> GetAsync(Uri instance, MastodonClient client, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = _known is { } last && last.Instance == instance ? last : null;
        if (known is not null && now - known.At < Fresh)
        {
            return known.Takes;
        }

        try
        {
            var takes = await InstanceLimits.ReadAsync(client, now, cancellationToken);
            _known = new Known(instance, takes, now);
            return takes;
        }
        catch (AdapterException e) when (known is not null && e.Kind is (FailureKind.Transient or FailureKind.RateLimited))
        {
            return known.Takes;
        }
    }

    private sealed record Known(Uri Instance, InstanceTakes Takes, DateTimeOffset At);
}

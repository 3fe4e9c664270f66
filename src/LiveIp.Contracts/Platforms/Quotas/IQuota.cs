namespace LiveIp.Contracts;

/// <summary>Counts what an adapter uses of its platform's quota. For any thread; cheap.</summary>
public interface IQuota
{
    /// <summary>Call it before the request leaves: one that is refused costs as well.</summary>
    /// <param name="bucket">Id of a <see cref="QuotaBucket"/>.</param>
    /// <param name="operation">The platform's name of the call, "liveChatMessages.insert": it is shown.</param>
    /// <param name="units">What it costs.</param>
    /// <param name="use">What it is for.</param>
    /// <exception cref="AdapterException">RateLimited until the day turns: there is not enough left for this use. Nothing was counted.</exception>
    void Spend(string bucket, string operation, int units, QuotaUse use);

    /// <summary>
    /// How long to wait until the next of calls that come again and again: <paramref name="wanted"/>, or longer where the units would
    /// not last. The host plans for a show of several hours, and for the rest of the day beyond it.
    /// </summary>
    /// <param name="bucket">Id of a <see cref="QuotaBucket"/>.</param>
    /// <param name="wanted">Without a shortage.</param>
    /// <param name="units">What one round costs.</param>
    /// <param name="share">Which part of what is left these calls may take, above 0 to 1.</param>
    TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share);

    /// <summary>What the platform itself said of a limit, in the head of an answer. It is shown; the adapter goes by it, not the host.</summary>
    /// <param name="name">"helix"</param>
    /// <param name="limit">Calls or points of one window.</param>
    /// <param name="left">Of them.</param>
    /// <param name="resetsAt">When all of them are there again.</param>
    void Observe(string name, long limit, long left, DateTimeOffset resetsAt);
}

/// <summary>Counts nothing and slows nothing down: where there is no host.</summary>
public sealed class Uncounted : IQuota
{
    /// <summary>The only one that is needed.</summary>
    public static Uncounted Instance { get; } = new();

    /// <inheritdoc/>
    public void Spend(string bucket, string operation, int units, QuotaUse use) { }

    /// <inheritdoc/>
    public TimeSpan Pace(string bucket, TimeSpan wanted, int units, double share) => wanted;

    /// <inheritdoc/>
    public void Observe(string name, long limit, long left, DateTimeOffset resetsAt) { }
}

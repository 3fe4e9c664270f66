using LiveIp.Contracts;

namespace LiveIp.Plugins.Testing;

/// <summary>How a preparation ended, as the host takes it.</summary>
internal enum Prepared
{
    Ready,
    Working,
    NotReady,
    Rejected,
}

/// <inheritdoc cref="Prepared"/>
internal sealed record PrepareEnd(Prepared Outcome, string? Detail, TimeSpan? RetryAfter)
{
    /// <summary>By the contract: a failure that is transient or of a limit is tried again, every other one is the end.</summary>
    public static async Task<PrepareEnd> OfAsync(Task<PrepareResult> preparing)
    {
        try
        {
            var made = await preparing;
            return made.IsReady ? new(Prepared.Ready, null, null) : new(Prepared.Working, made.Detail, made.RetryAfter);
        }
        catch (AdapterException e)
        {
            return new(
                e.Kind is FailureKind.Transient or FailureKind.RateLimited ? Prepared.NotReady : Prepared.Rejected,
                e.Message,
                e.RetryAfter
            );
        }
    }
}

using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Changes;

/// <summary>One attempt to change or remove a post, of one or more requests.</summary>
internal static class ChangeCall
{
    /// <param name="timeout">For all of it.</param>
    /// <param name="attempt">Its requests. Must not throw for anything that a server can answer.</param>
    public static async Task<ChangeResult> RunAsync(
        TimeSpan timeout,
        TimeProvider clock,
        Func<CancellationToken, Task<ChangeResult>> attempt,
        CancellationToken cancellationToken
    )
    {
        using var deadline = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await attempt(either.Token);
        }
        catch (AdapterException e)
        {
            // Only sign-ins and looks throw it, and neither changes anything.
            return e.Kind is FailureKind.Transient or FailureKind.RateLimited
                ? Result(ChangeOutcome.NotDone, $"{e.Message} Nothing was changed.") with
                {
                    RetryAfter = e.RetryAfter,
                }
                : Result(ChangeOutcome.Rejected, e.Message);
        }
        catch (NoAnswerException e)
        {
            return e.IsBlocked ? Result(ChangeOutcome.Rejected, e.Message)
                : e.MayHaveArrived ? Result(ChangeOutcome.Unconfirmed, $"{e.Message} The change may have been made.")
                : Result(ChangeOutcome.NotDone, $"{e.Message} Nothing was changed.");
        }
        catch (OperationCanceledException)
        {
            return Result(ChangeOutcome.NotDone, "The time was over before anything was asked for; nothing was changed.");
        }
    }

    /// <summary>
    /// For a request that needs no body. Without one .NET sends it a second time by itself when the connection ends before an answer, and
    /// nobody knows whether it left.
    /// </summary>
    public static OnceContent NoBody()
    {
        var content = new OnceContent([]);
        content.Headers.ContentType = null;
        return content;
    }

    public static ChangeResult Result(ChangeOutcome outcome, string detail) => new() { Outcome = outcome, Detail = detail };
}

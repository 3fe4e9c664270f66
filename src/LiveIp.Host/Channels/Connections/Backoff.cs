using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Connections;

/// <summary>What comes after an attempt: the state to show, and how long to wait.</summary>
/// <param name="jitter">A number from 0 to below 1, so that many channels do not come back at the same moment.</param>
internal sealed class Backoff(Func<double> jitter)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WorthAnImmediateRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NewPluginNeeded = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PersonNeeded = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Ceiling = TimeSpan.FromDays(7);

    private int _failures;

    /// <summary>The state, and the pause before the next attempt; null waits until somebody changes something.</summary>
    public (ConnectionState State, TimeSpan? Pause) After(AttemptEnd end)
    {
        if (end.OnlineFor >= Healthy)
        {
            _failures = 0;
        }

        return end.Outcome switch
        {
            AttemptOutcome.Over => (ConnectionState.Stopped, null),
            AttemptOutcome.Interrupted => (ConnectionState.Starting, TimeSpan.Zero),
            // Silence has cost time enough.
            AttemptOutcome.Stalled => (ConnectionState.Recovering, TimeSpan.Zero),
            _ => AfterFailure(end),
        };
    }

    private (ConnectionState, TimeSpan?) AfterFailure(AttemptEnd end) =>
        end.Kind switch
        {
            FailureKind.SignInRequired => (ConnectionState.NeedsSignIn, null),
            FailureKind.NotFound or FailureKind.Refused => (ConnectionState.Blocked, AtLeast(end.RetryAfter, PersonNeeded)),
            FailureKind.ProtocolChanged => (ConnectionState.Recovering, AtLeast(end.RetryAfter, NewPluginNeeded)),
            FailureKind.RateLimited => (ConnectionState.Recovering, AtLeast(end.RetryAfter, Exponential())),
            _ when end.OnlineFor >= WorthAnImmediateRetry => (
                ConnectionState.Recovering,
                AtLeast(end.RetryAfter, TimeSpan.FromMilliseconds(250 * jitter()))
            ),
            _ => (ConnectionState.Recovering, AtLeast(end.RetryAfter, Exponential())),
        };

    /// <summary>Full jitter between the shortest pause and a bound that doubles with every failure.</summary>
    private TimeSpan Exponential()
    {
        _failures = Math.Min(_failures + 1, 30);
        var bound = Math.Min(Longest.TotalSeconds, Shortest.TotalSeconds * Math.Pow(2, _failures));
        return Shortest + ((TimeSpan.FromSeconds(bound) - Shortest) * jitter());
    }

    private static TimeSpan AtLeast(TimeSpan? asked, TimeSpan own) =>
        asked is not { } least || least < own ? own
        : least < Ceiling ? least
        : Ceiling;
}

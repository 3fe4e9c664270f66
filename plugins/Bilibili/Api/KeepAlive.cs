using LiveIp.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>Tells the platform over HTTP that the session is still wanted.</summary>
internal sealed class KeepAlive(OpenLiveClient client, string gameId, TimeSpan interval, IConnection connection)
{
    /// <summary>The platform ends a session that it has not heard of for this long.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);

    /// <summary>Runs until cancelled or until the session is lost.</summary>
    /// <exception cref="AdapterException">The session is gone, or could not be kept within the budget, or is refused.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var clock = connection.Clock;
        if (gameId.Length == 0)
        {
            // Some kinds of application have nothing to keep alive.
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        }

        var heard = clock.GetTimestamp();
        var pause = interval;
        while (true)
        {
            await Task.Delay(pause, clock, cancellationToken);
            try
            {
                await BeatAsync(cancellationToken);
                heard = clock.GetTimestamp();
                pause = interval;
            }
            catch (AdapterException fault)
                when (fault.Kind is FailureKind.Transient or FailureKind.RateLimited && clock.GetElapsedTime(heard) < Budget)
            {
                // Sent again as it is: a heartbeat whose answer was lost does no harm twice.
                connection.Logger.LogInformation("A session heartbeat failed and is sent again: {Reason}", fault.Message);
                var asked = fault.RetryAfter ?? RetryPause;
                pause =
                    asked < RetryPause ? RetryPause
                    : asked < interval ? asked
                    : interval;
            }
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var answer = await client.HeartbeatAsync(gameId, cancellationToken);
        var code = answer.Code!.Value;
        if (ResultCode.IsGone(code))
        {
            throw new SessionGoneException(ResultCode.ToFailure(code, "the session's heartbeat", answer.RequestId));
        }

        if (code != ResultCode.Ok)
        {
            throw ResultCode.ToFailure(code, "the session's heartbeat", answer.RequestId);
        }
    }
}

/// <summary>The session is over on the platform's side; there is nothing to go on with.</summary>
internal sealed class SessionGoneException(AdapterException failure) : Exception(failure.Message, failure)
{
    public AdapterException Failure { get; } = failure;
}

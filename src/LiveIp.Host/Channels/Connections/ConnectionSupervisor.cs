using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Events;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Plugins;
using LiveIp.Host.Quotas;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Connections;

/// <summary>
/// Follows one channel: attempt after attempt, with the pauses that the failures ask for, until stopped. The state machine is this
/// loop; nothing else sets states.
/// </summary>
internal sealed class ConnectionSupervisor(
    ChannelRecord channel,
    IExtensionRegistry registry,
    IEventLog log,
    ISecretVault vault,
    TokenBook tokens,
    QuotaLedger quotas,
    ConnectionStatus status,
    Func<double> jitter,
    TimeProvider clock,
    ILoggerFactory loggers,
    Task? lingering = null
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LogPatience = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = loggers.CreateLogger("LiveIp.Channels");
    private volatile TaskCompletionSource _interrupt = NewSignal();
    private volatile bool _stopping;
    private volatile PlatformExtension? _extension;

    /// <summary>The plugin's offer that the present attempt runs on; null while there is no attempt.</summary>
    public PlatformExtension? Extension => _extension;

    /// <summary>Whether the last attempt found no plugin for the platform.</summary>
    public bool MissesPlugin { get; private set; }

    /// <summary>
    /// Completes when no adapter of this channel runs any more that was given up. The next supervisor of the channel takes it over:
    /// where a platform does not bear two connections, none is opened before.
    /// </summary>
    public Task Lingering { get; private set; } = lingering ?? Task.CompletedTask;

    /// <summary>Ends the attempt or the pause, and starts anew at once with whatever has changed.</summary>
    public void Restart() => _interrupt.TrySetResult();

    /// <summary>Makes <see cref="RunAsync"/> end, after the adapter has had its five seconds.</summary>
    public void Stop()
    {
        _stopping = true;
        _interrupt.TrySetResult();
    }

    public async Task RunAsync()
    {
        var backoff = new Backoff(jitter);
        while (!_stopping)
        {
            var interrupt = NewSignal();
            _interrupt = interrupt;
            if (_stopping)
            {
                break;
            }

            if (!await IsAloneAsync(interrupt.Task))
            {
                continue;
            }

            var end = await AttemptAsync(interrupt.Task);
            if (end.Outcome == AttemptOutcome.Interrupted)
            {
                backoff = new Backoff(jitter);
            }
            else if (!interrupt.Task.IsCompleted)
            {
                await PauseAsync(end, backoff, interrupt.Task);
            }
        }

        status.Set(ConnectionState.Stopped, "");
    }

    /// <summary>Waits for an adapter that was given up. False: interrupted before it had ended.</summary>
    private async Task<bool> IsAloneAsync(Task interrupt)
    {
        if (!Lingering.IsCompleted)
        {
            const string Detail =
                "The adapter before this one was told to end and has not; this platform bears no second connection beside it. "
                + "If it stays so, start LiveIp anew.";
            status.Set(ConnectionState.Recovering, Detail);
            await Task.WhenAny(Lingering, interrupt);
        }

        return Lingering.IsCompleted;
    }

    private async Task PauseAsync(AttemptEnd end, Backoff backoff, Task interrupt)
    {
        var (state, pause) = backoff.After(end);
        var due = pause is { } p ? clock.GetUtcNow() + p : (DateTimeOffset?)null;
        if (end.Outcome == AttemptOutcome.Stalled)
        {
            status.Stalled(end.Detail);
        }
        else
        {
            status.Set(state, end.Detail, due, end.SignIn);
            _logger.LogWarning("{Channel}: {State}. {Detail} Next attempt: {Due}", channel.Name, state, end.Detail, due);
        }

        if (due is null)
        {
            await interrupt;
        }

        // Not by the wall clock: set back by an hour, it would make a pause of a second last that long.
        var start = clock.GetTimestamp();
        while (pause - clock.GetElapsedTime(start) is { } left && left > TimeSpan.Zero && !interrupt.IsCompleted)
        {
            await interrupt.WaitAsync(left, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The one catch of this channel's plugin.</summary>
    private async Task<AttemptEnd> AttemptAsync(Task interrupt)
    {
        if (status.State != ConnectionState.Recovering)
        {
            status.Set(ConnectionState.Starting, "");
        }

        using var span = new AttemptSpan(channel.Platform, channel.Name);
        status.Attempt = span;
        try
        {
            return span.Ended(await TryAsync(interrupt));
        }
        catch (Exception e)
        {
            _logger.LogDebug("{Channel}: {Type} at {Stack}", channel.Name, e.GetType(), e.StackTrace);
            return span.Ended(AttemptEnd.Failure(e));
        }
        finally
        {
            _extension = null;
        }
    }

    private async Task<AttemptEnd> TryAsync(Task interrupt)
    {
        var extension = registry.FindPlatform(channel.Platform);
        MissesPlugin = extension is null;
        if (extension is null)
        {
            throw new AdapterException(FailureKind.Refused, $"No plugin offers platform '{channel.Platform}'.");
        }

        // The durable checkpoint is the last one only when all that was accepted is durable.
        await log.FlushAsync(CancellationToken.None).WaitAsync(LogPatience, clock);
        var mark = log.GetMark(channel.Name);
        status.Hearing.Restore(mark?.HeardAt);

        var lease = extension.Create();
        _extension = extension;
        var identity = new AttemptIdentity
        {
            Secrets = closed => new ChannelSecrets(vault, channel.Name, closed),
            Tokens = closed => tokens.For(channel.Name, lease.Instance, closed),
            Quota = quotas.For(channel.Platform, lease.Instance),
        };
        var logger = loggers.CreateLogger($"LiveIp.Platforms.{channel.Platform}");
        var attempt = new ConnectionAttempt(channel, mark?.Checkpoint, log, status, identity, clock, logger);
        using var running = new CancellationTokenSource();

        // Never on this thread: an adapter that blocks would take the state machine with it.
        var run = Task.Run(() => lease.Instance.RunAsync(attempt, running.Token), CancellationToken.None);
        using var attending = new CancellationTokenSource();
        var attend = attempt.AttendAsync(attending.Token);
        try
        {
            await Task.WhenAny(run, attend, attempt.Silent, interrupt);
            var onlineFor = attempt.OnlineFor;
            var end = await EndAsync(run, running, attempt, interrupt, attend);
            await attempt.CloseAsync();
            return end with { OnlineFor = onlineFor };
        }
        finally
        {
            await attending.CancelAsync();
            await attend.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ReleaseAsync(run, lease, extension.Descriptor.AllowsOverlap);
        }
    }

    /// <summary>Waits for the adapter as long as it may take, and says why the attempt ended.</summary>
    private async Task<AttemptEnd> EndAsync(
        Task run,
        CancellationTokenSource running,
        ConnectionAttempt attempt,
        Task interrupt,
        Task attend
    )
    {
        var byItself = run.IsCompleted;
        if (!byItself)
        {
            Announce(attempt, interrupt);
            // Callbacks on this token are the plugin's code; they run elsewhere and may fail.
            var cancelling = running.CancelAsync();
            await Task.WhenAll(run, cancelling).WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (attempt.OnlineFor is not null)
        {
            status.Hearing.Lose(attempt.Silent.IsCompleted);
        }

        if (byItself)
        {
            return run.IsCompletedSuccessfully
                ? new AttemptEnd { Outcome = AttemptOutcome.Over, Detail = "The platform says that this channel is over." }
                : Failed(run);
        }

        if (interrupt.IsCompleted)
        {
            return new AttemptEnd { Outcome = AttemptOutcome.Interrupted };
        }

        if (attend.IsFaulted)
        {
            return AttemptEnd.Failure(attend.Exception!.GetBaseException());
        }

        return attempt.OnlineFor is null
            ? new AttemptEnd { Outcome = AttemptOutcome.Failed, Detail = "The adapter gave no sign of life and did not come online." }
            : new AttemptEnd { Outcome = AttemptOutcome.Stalled, Detail = SilenceText(attempt) };
    }

    private void Announce(ConnectionAttempt attempt, Task interrupt)
    {
        if (_stopping)
        {
            status.Set(ConnectionState.Stopping, "");
        }
        else if (attempt.Silent.IsCompleted && attempt.OnlineFor is not null && !interrupt.IsCompleted)
        {
            status.Stalled(SilenceText(attempt));
            _logger.LogWarning("{Channel}: stalled. {Detail}", channel.Name, SilenceText(attempt));
        }
    }

    private AttemptEnd Failed(Task run)
    {
        var exception = run.Exception?.GetBaseException() ?? new OperationCanceledException();
        _logger.LogDebug("{Channel}: {Type} at {Stack}", channel.Name, exception.GetType(), exception.StackTrace);
        return AttemptEnd.Failure(exception);
    }

    /// <summary>Disposes what the adapter lives in: now, or when an adapter that was given up ends after all.</summary>
    private async Task ReleaseAsync(Task run, ExtensionLease<IPlatformAdapter> lease, bool allowsOverlap)
    {
        if (run.IsCompleted)
        {
            await lease.DisposeAsync().AsTask().WaitAsync(Patience, clock);
            return;
        }

        _logger.LogError(
            "{Channel}: the adapter did not end within {Seconds} s of being cancelled; it is abandoned and what it writes is refused.",
            channel.Name,
            Patience.TotalSeconds
        );
        var later = DisposeLaterAsync(run, lease);
        if (!allowsOverlap)
        {
            Lingering = later;
        }
    }

    private async Task DisposeLaterAsync(Task run, ExtensionLease<IPlatformAdapter> lease)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await lease.DisposeAsync();
            _logger.LogInformation("{Channel}: the abandoned adapter has ended.", channel.Name);
        }
        catch (Exception e)
        {
            _logger.LogWarning("{Channel}: the abandoned adapter ended with {Type}.", channel.Name, e.GetType());
        }
    }

    private static string SilenceText(ConnectionAttempt attempt) =>
        $"Nothing was heard for more than {attempt.MaxSilence.TotalSeconds:0.###} s; the connection was ended and is made anew.";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

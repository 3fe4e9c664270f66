using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using Microsoft.Data.Sqlite;
using State = LiveIp.V1.Forgetting.Types.State;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>
/// Carries wishes to be forgotten through, one after the other. Every state begins anew after a crash and does no harm when repeated,
/// so what was asked for once is done, however often the process is killed.
/// </summary>
internal sealed class ForgettingWorker(
    ForgettingBook book,
    SqliteEventLog log,
    LogBlanker blanker,
    OtherStores others,
    FileErasure erasure,
    TimeProvider clock,
    ILogger<ForgettingWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _wake = new(0, 1);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        book.Asked += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var waits = await WorkAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(waits, stoppingToken).ConfigureAwait(false);
            }
        }
        finally
        {
            book.Asked -= Wake;
        }
    }

    // True when something is left that cannot be done now.
    private async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (book.Next() is { } row)
            {
                if (!await StepAsync(row, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(e, "Forgetting a person is held up; it goes on in {Seconds} s.", Pause.TotalSeconds);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private async Task<bool> StepAsync(ForgettingRow row, CancellationToken cancellationToken)
    {
        switch (row.State)
        {
            case State.Looking:
                await LookAsync(row, cancellationToken).ConfigureAwait(false);
                return true;
            case State.Blanking:
                await blanker
                    .BlankAsync(row, await BeginAsync(row, cancellationToken).ConfigureAwait(false), cancellationToken)
                    .ConfigureAwait(false);
                await MoveAsync(row, State.OtherStores, cancellationToken).ConfigureAwait(false);
                return true;
            case State.OtherStores:
                await others.ReplaceSpeakerAsync(row, cancellationToken).ConfigureAwait(false);
                await others.CleanBroadcastsAsync(cancellationToken).ConfigureAwait(false);
                others.CleanPlans();
                others.CleanSuggestions();
                others.CleanBans();
                others.CleanPolls();
                others.CleanMoments();
                others.CleanAnswers();
                var posts = others.CleanPosts();
                await MoveAsync(row, State.Erasing, cancellationToken, "posts = posts + $value", posts).ConfigureAwait(false);
                return true;
            default:
                return await EraseAsync(row, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(ForgettingRow row, CancellationToken cancellationToken)
    {
        var through = await BeginAsync(row, cancellationToken).ConfigureAwait(false);
        var names = blanker.NamesOf(row.Person, through, cancellationToken);
        await log.MaintainAsync(
                (connection, _) =>
                {
                    var maker = MarkStore.Maker(connection);
                    MarkStore.Add(connection, names.Select(n => maker.Of(MarkKind.Name, n)).OfType<Mark>());
                    // Asked once more meanwhile, it begins once more.
                    Update(connection, row, "state = $value, names = $names, scanned = 0", (int)State.Blanking, ("$names", names.Count));
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<bool> EraseAsync(ForgettingRow row, CancellationToken cancellationToken)
    {
        if (!await erasure.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            const string detail = "A reader holds on to an older state of the file; tried again every minute.";
            await MoveAsync(row, State.Erasing, cancellationToken, "detail = $value", detail).ConfigureAwait(false);
            return false;
        }

        await MoveAsync(row, State.Done, cancellationToken, "detail = '', done_at = $value", clock.GetUtcNow().ToUnixTimeMilliseconds())
            .ConfigureAwait(false);
        logger.LogInformation("{Forgetting} is done: a person was forgotten.", row.Message.Name);
        return true;
    }

    // On the writer's thread: all that is written after this passes the screen, all before is in the log up to the answer.
    private async Task<long> BeginAsync(ForgettingRow row, CancellationToken cancellationToken)
    {
        var through = 0L;
        await log.MaintainAsync(
                (connection, newest) =>
                {
                    through = newest;
                    log.Screen.Install(MarkStore.Load(connection));
                    Update(connection, row, "last_sequence = $value", newest);
                },
                cancellationToken,
                inTransaction: false
            )
            .ConfigureAwait(false);
        return through;
    }

    private Task MoveAsync(ForgettingRow row, State next, CancellationToken cancellationToken, string? set = null, object? value = null) =>
        log.MaintainAsync(
            (connection, _) =>
            {
                // Asked once more while this was under way: then it begins once more.
                if (connection.Count("SELECT state FROM forgettings WHERE id = $id", ("$id", row.Id)) == (int)row.State)
                {
                    Update(connection, row, $"state = $next{(set is null ? "" : ", " + set)}", value ?? 0, ("$next", (int)next));
                }
            },
            cancellationToken
        );

    private static void Update(
        SqliteConnection connection,
        ForgettingRow row,
        string set,
        object value,
        params ReadOnlySpan<(string Name, object Value)> more
    ) => connection.Run($"UPDATE forgettings SET {set} WHERE id = $id", [("$id", row.Id), ("$value", value), .. more]);

    private async Task WaitAsync(bool waits, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wake = _wake.WaitAsync(either.Token);
        var pause = waits ? Task.Delay(Pause, clock, either.Token) : Task.Delay(Timeout.InfiniteTimeSpan, clock, either.Token);
        await Task.WhenAny(wake, pause).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(wake, pause).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }
}

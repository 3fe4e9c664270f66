using LiveIp.Host.Events;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Broadcasts;

/// <summary>
/// The broadcasts, as the log tells of them. Whoever asks sees all that was durable in the log before. Only what states say, how far
/// the log is read and what people said is stored, in one transaction; parts and broadcasts are a function of it and are never written,
/// so there is nothing that a crash could leave half done. For any thread.
/// </summary>
internal sealed class BroadcastDirectory(SqliteEventLog log, TimeProvider clock) : IDisposable
{
    private const int Page = 1000;

    /// <summary>Events that may be read once more after a crash.</summary>
    private const long ReadAgainAtMost = 50_000;

    private static readonly LogFilter States = new() { Kinds = [LiveEvent.BodyOneofCase.BroadcastState] };

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ChannelParts _parts = new(log);
    private readonly List<ReportedState> _unsaved = [];
    private Dictionary<long, BroadcastNotes>? _notes;
    private long _through;
    private long _saved;

    public void Dispose() => _turn.Dispose();

    /// <summary>Everything up to now.</summary>
    public async Task<BroadcastTimeline> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CatchUp(cancellationToken);
            return BroadcastTimeline.Of(_parts.At(clock.GetUtcNow()), _notes!);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads on, and stores how far if there is reason to. Answers up to which sequence the log is read.</summary>
    /// <param name="always">Also when a crash would cost little.</param>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    public async Task<long> FollowAsync(bool always, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CatchUp(cancellationToken);
            if (_unsaved.Count > 0 || _through - _saved > (always ? 0 : ReadAgainAtMost))
            {
                await SaveAsync(static _ => { }).ConfigureAwait(false);
            }

            return _through;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes rows, durably, together with all that was read before. Nobody reads meanwhile.</summary>
    /// <param name="plan">From what there is now to what is to be done; null to leave it.</param>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    public async Task<BroadcastTimeline> ChangeAsync(
        Func<BroadcastTimeline, Action<SqliteConnection>?> plan,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CatchUp(cancellationToken);
            var before = BroadcastTimeline.Of(_parts.At(clock.GetUtcNow()), _notes!);
            if (plan(before) is not { } change)
            {
                return before;
            }

            await SaveAsync(change).ConfigureAwait(false);
            Load();
            return BroadcastTimeline.Of(_parts.At(clock.GetUtcNow()), _notes!);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void CatchUp(CancellationToken cancellationToken)
    {
        if (_notes is null)
        {
            Load();
        }

        for (var last = log.LastSequence; _through < last; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = log.Read(_through, Page, States);
            foreach (var stored in page)
            {
                var state = ReportedState.Of(stored.Parse(), log.Channels.Find(stored.Channel)!.Ref);
                _unsaved.Add(state);
                _parts.Add(state);
            }

            _through = page.Count < Page ? Math.Max(last, page.Count > 0 ? page[^1].Sequence : 0) : page[^1].Sequence;
        }
    }

    private void Load()
    {
        using var connection = log.Database.OpenReader();
        // One snapshot for all of it.
        using var transaction = connection.BeginTransaction(deferred: true);
        _through = _saved = BroadcastStore.Cursor(connection);
        _parts.Reset(BroadcastStore.States(connection));
        _notes = BroadcastStore.Notes(connection);
    }

    // Not to be cancelled: what is on its way to the writer happens, and has to be known here as well.
    private async Task SaveAsync(Action<SqliteConnection> change)
    {
        await log.WriteBesideAsync(
                connection =>
                {
                    _unsaved.ForEach(s => BroadcastStore.Add(connection, s));
                    BroadcastStore.MoveCursor(connection, _through);
                    change(connection);
                },
                CancellationToken.None
            )
            .ConfigureAwait(false);
        _unsaved.Clear();
        _saved = _through;
    }
}

using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Wire;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>
/// The messages of one live chat in the order in which readers get them. Readers have cursors of their own and never slow the
/// writer down. Bounded: the oldest entries go when it is full.
/// </summary>
internal sealed class ChatLog(int capacity, int recent, Disturbances disturbances)
{
    private readonly Lock _gate = new();
    private readonly ChatEntry[] _ring = new ChatEntry[capacity];
    private TaskCompletionSource _grown = NewSignal();
    private ChatEntry? _activePoll;
    private ChatEntry? _heldBack;
    private DateTimeOffset? _offlineAt;
    private long _end;
    private bool _hadReader;
    private Action<string>? _write;
    private List<ChatEntry> _unwritten = [];

    /// <summary>Appends one or more entries at one moment; <paramref name="change"/> runs first, under the same lock.</summary>
    public void Append(IReadOnlyList<ChatEntry> entries, Action? change = null)
    {
        lock (_gate)
        {
            change?.Invoke();
            foreach (var entry in entries)
            {
                Order(entry);
            }

            Signal();
        }
    }

    /// <summary>Puts an entry into the log that was waiting to change places with a successor that does not come.</summary>
    public void ReleaseHeldBack()
    {
        lock (_gate)
        {
            if (_heldBack is { } held)
            {
                _heldBack = null;
                Store(held);
                Signal();
            }
        }
    }

    /// <summary>Null when no poll is open.</summary>
    public void SetActivePoll(ChatEntry? poll)
    {
        lock (_gate)
        {
            _activePoll = poll;
        }
    }

    /// <summary>The stream went offline: what is in the log can still be read on, and nothing more will come.</summary>
    public void End(DateTimeOffset at)
    {
        lock (_gate)
        {
            _offlineAt = at;
            _activePoll = null;
            Signal();
        }
    }

    /// <summary>Where a reader without a page token begins: there is no replay of the whole chat.</summary>
    public long RecentStart()
    {
        lock (_gate)
        {
            _hadReader = true;
            return Math.Max(Math.Max(0, _end - recent), _end - capacity);
        }
    }

    /// <summary>True when the chat is over and nothing is left behind <paramref name="cursor"/>; null: a reader without a token.</summary>
    public bool IsOver(long? cursor)
    {
        lock (_gate)
        {
            return _offlineAt is not null && (cursor is null || cursor >= _end);
        }
    }

    /// <summary>An entry that waits to change places with the next one.</summary>
    public ChatEntry? HeldBack
    {
        get
        {
            lock (_gate)
            {
                return _heldBack;
            }
        }
    }

    /// <summary>Somebody who wrote in the chat, as the newest message tells; null when nobody with this id did.</summary>
    public LiveChatMessageAuthorDetails? FindAuthor(string channelId)
    {
        lock (_gate)
        {
            for (var at = _end - 1; at >= Math.Max(0, _end - capacity); at--)
            {
                if (_ring[at % capacity].Message.AuthorDetails is { } author && author.ChannelId == channelId)
                {
                    return author;
                }
            }

            return null;
        }
    }

    /// <summary>The newest state of the message with this id; null when the log does not hold it.</summary>
    public ChatEntry? Find(string id)
    {
        lock (_gate)
        {
            for (var at = _end - 1; at >= Math.Max(0, _end - capacity); at--)
            {
                if (_ring[at % capacity].Message.Id == id)
                {
                    return _ring[at % capacity];
                }
            }

            return null;
        }
    }

    public ChatPage Read(long from, int max)
    {
        lock (_gate)
        {
            var first = Math.Max(from, _end - capacity);
            var count = (int)Math.Min(max, _end - first);
            var entries = new ChatEntry[count];
            for (var i = 0; i < count; i++)
            {
                entries[i] = _ring[(first + i) % capacity];
            }

            var next = first + count;
            return new ChatPage(entries, next, next < _end, _activePoll, _offlineAt, _grown.Task);
        }
    }

    /// <summary>These were written to a reader. Only the last state of a message makes its row delivered.</summary>
    public void Delivered(IEnumerable<ChatEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                if (entry.Row.Revision == entry.Revision)
                {
                    TruthLedger.MarkDelivered(entry.Row);
                }
            }
        }
    }

    /// <summary>Puts the entries into the order that was written down; those that were not come behind. For a log that nobody reads yet.</summary>
    public void Restore(IReadOnlyList<string> order)
    {
        lock (_gate)
        {
            if (order.Count == 0)
            {
                return;
            }

            ReleaseHeldBack();
            var entries = Enumerable.Range(0, (int)_end).Select(i => _ring[i]).ToList();
            var known = entries.GroupBy(NameOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            _end = 0;
            _hadReader = true;
            // Names that nobody knows any more are of an opening that was played apart: only the last show is gone over again.
            foreach (var entry in order.Select(known.GetValueOrDefault).OfType<ChatEntry>())
            {
                Store(entry);
            }

            var stored = order.ToHashSet(StringComparer.Ordinal);
            _write = null;
            _unwritten = [.. entries.Where(e => !stored.Contains(NameOf(e)))];
            _unwritten.ForEach(Store);
        }
    }

    /// <summary>Writes down the order from now on.</summary>
    public void Write(Action<string>? write)
    {
        lock (_gate)
        {
            _write = write;
            _unwritten.ForEach(e => write?.Invoke(NameOf(e)));
            _unwritten.Clear();
        }
    }

    private static string NameOf(ChatEntry entry) => $"{entry.Message.Id}#{entry.Revision}";

    private void Order(ChatEntry entry)
    {
        if (_heldBack is { } held)
        {
            _heldBack = null;
            Store(entry);
            Store(held);
        }
        else if (disturbances.Take(FaultKind.Reorder))
        {
            _heldBack = entry;
        }
        else
        {
            Store(entry);
            if (disturbances.Take(FaultKind.Duplicate))
            {
                Store(entry);
            }
        }
    }

    private void Store(ChatEntry entry)
    {
        if (_end >= capacity)
        {
            Lose(_ring[_end % capacity], "older than the history that the platform keeps");
        }

        // Before anybody ever read, the recent history is all that a first reader can get: there is no replay.
        if (!_hadReader && _end >= recent)
        {
            Lose(_ring[(_end - recent) % capacity], "no session");
        }

        _ring[_end % capacity] = entry;
        _end++;
        _write?.Invoke(NameOf(entry));
    }

    private static void Lose(ChatEntry entry, string reason)
    {
        if (entry.Row.Class == Fate.Replayable && entry.Row.Revision == entry.Revision)
        {
            TruthLedger.MarkUnrecoverable(entry.Row, reason);
        }
    }

    private void Signal()
    {
        var grown = _grown;
        _grown = NewSignal();
        grown.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

namespace LiveIp.Host.Events;

/// <summary>
/// The newest durable events, in memory: who follows the log as it grows reads here, and a hundred watchers cost no query each. Bounded
/// in number and bytes; whoever is further behind reads the file.
/// </summary>
internal sealed class LogHead
{
    /// <summary>Events held at most.</summary>
    public const int Capacity = 32_768;

    /// <summary>Bytes of events held at most.</summary>
    public const long MostBytes = 16 << 20;

    private readonly Lock _lock = new();
    private readonly StoredEvent?[] _ring = new StoredEvent?[Capacity];
    private long _first = 1;
    private long _last;
    private long _bytes;

    /// <summary>Takes in what was made durable, in order.</summary>
    public void Add(IReadOnlyList<StoredEvent> events)
    {
        lock (_lock)
        {
            foreach (var item in events)
            {
                if (item.Sequence != _last + 1)
                {
                    Empty();
                    _first = item.Sequence;
                }

                _last = item.Sequence;
                _bytes += item.Bytes.Length;
                while (_first < _last && (_last - _first >= Capacity || _bytes > MostBytes))
                {
                    _bytes -= _ring[_first % Capacity]!.Bytes.Length;
                    _ring[_first++ % Capacity] = null;
                }

                _ring[item.Sequence % Capacity] = item;
            }
        }
    }

    /// <summary>Forgets everything; for whoever changes events in the file.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Empty();
        }
    }

    /// <summary>Whether this event is here.</summary>
    public bool Holds(long sequence)
    {
        lock (_lock)
        {
            return sequence >= _first && sequence <= _last;
        }
    }

    /// <summary>Events behind <paramref name="after"/>, oldest first; null when the answer is not here.</summary>
    public IReadOnlyList<StoredEvent>? Read(long after, long upTo, int limit, LogFilter? filter)
    {
        if (filter is { From: not null } or { To: not null })
        {
            return null;
        }

        lock (_lock)
        {
            if (after + 1 < _first || after >= _last)
            {
                return null;
            }

            var found = new List<StoredEvent>(Math.Min(limit, 256));
            for (var sequence = after + 1; sequence <= Math.Min(upTo, _last) && found.Count < limit; sequence++)
            {
                var item = _ring[sequence % Capacity]!;
                if (filter is null || Matches(filter, item))
                {
                    found.Add(item);
                }
            }

            return found;
        }
    }

    private static bool Matches(LogFilter filter, StoredEvent item) =>
        (filter.Channels.Count == 0 || filter.Channels.Contains(item.Channel))
        && (filter.Platforms.Count == 0 || filter.Platforms.Contains(item.Platform))
        && (filter.Kinds.Count == 0 || filter.Kinds.Contains(item.Kind));

    private void Empty()
    {
        Array.Clear(_ring);
        _first = _last + 1;
        _bytes = 0;
    }
}

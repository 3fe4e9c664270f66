namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>
/// Which status belongs to which delivery, as far as the plugin has seen since it was loaded. Two posts may have the same words, and then
/// one must not be taken for the other.
/// </summary>
internal sealed class KnownStatuses
{
    private const int Capacity = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _owners = [];
    private readonly Queue<string> _oldest = new();

    public void Add(string id, string idempotencyKey)
    {
        lock (_gate)
        {
            if (_owners.TryAdd(id, idempotencyKey))
            {
                _oldest.Enqueue(id);
            }

            if (_oldest.Count > Capacity)
            {
                _owners.Remove(_oldest.Dequeue());
            }
        }
    }

    /// <summary>Whether it is known to be another delivery's.</summary>
    public bool IsOfAnother(string id, string idempotencyKey)
    {
        lock (_gate)
        {
            return _owners.TryGetValue(id, out var owner) && owner != idempotencyKey;
        }
    }
}

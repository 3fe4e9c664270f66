using System.Collections.Concurrent;
using LiveIp.Host.Storage;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>Secrets in memory, with the order of the writes; survives the objects under test, as a disk does.</summary>
internal sealed class MemoryVault : ISecretVault
{
    private readonly ConcurrentDictionary<(string Owner, string Id), string> _values = new();

    public ConcurrentQueue<(string Id, string? Value)> Writes { get; } = new();

    /// <summary>Throws when told to: the disk is full.</summary>
    public Func<string, bool> Fails { get; set; } = static _ => false;

    public IEnumerable<string> Owners => _values.Keys.Select(static k => k.Owner).Distinct();

    public string? Read(string owner, string id) => _values.GetValueOrDefault((owner, id));

    public void Write(string owner, string id, string? value)
    {
        if (Fails(id))
        {
            throw new IOException("disk full");
        }

        Writes.Enqueue((id, value));
        if (value is null)
        {
            _values.TryRemove((owner, id), out _);
        }
        else
        {
            _values[(owner, id)] = value;
        }
    }

    public void Forget(string owner)
    {
        foreach (var key in _values.Keys.Where(k => k.Owner == owner))
        {
            _values.TryRemove(key, out _);
        }
    }
}

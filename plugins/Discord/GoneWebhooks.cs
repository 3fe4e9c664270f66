using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Plugins.Discord;

/// <summary>
/// Webhooks of which Discord said that they are gone: those must not be used again, and it blocks who goes on asking. Lives as long as the
/// plugin; knows no address, only its hash.
/// </summary>
internal sealed class GoneWebhooks
{
    /// <summary>Addresses that one person enters one after the other; the oldest is forgotten first.</summary>
    private const int Capacity = 100;

    private readonly Lock _gate = new();
    private readonly Queue<string> _gone = new();

    public void Add(Uri address)
    {
        var hash = Hash(address);
        lock (_gate)
        {
            if (_gone.Contains(hash))
            {
                return;
            }

            _gone.Enqueue(hash);
            if (_gone.Count > Capacity)
            {
                _gone.Dequeue();
            }
        }
    }

    public bool Contains(Uri address)
    {
        var hash = Hash(address);
        lock (_gate)
        {
            return _gone.Contains(hash);
        }
    }

    private static string Hash(Uri address) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)));
}

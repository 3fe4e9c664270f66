using System.Security.Cryptography;
using System.Text;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// Ids for records that have none of the platform's: a hash of what they say, and the ordinal among equal ones, since two people who
/// read the same line twice read two messages. Equal ones are counted over the last half to one million records: enough, because the
/// time is part of what they say.
/// </summary>
internal sealed class ContentIds(string prefix)
{
    private const int Generation = 500_000;

    private Dictionary<UInt128, int> _recent = [];
    private Dictionary<UInt128, int> _older = [];

    public string Next(params ReadOnlySpan<string> parts)
    {
        // Separated by what stands in none of them, or "a" + "bc" were "ab" + "c".
        var content = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts.ToArray())));
        var key = new UInt128(BitConverter.ToUInt64(content, 0), BitConverter.ToUInt64(content, 8));
        var ordinal = _recent.TryGetValue(key, out var count) || _older.TryGetValue(key, out count) ? count + 1 : 0;
        if (_recent.Count >= Generation)
        {
            (_older, _recent) = (_recent, []);
        }

        _recent[key] = ordinal;
        return ordinal == 0
            ? $"{prefix}{Convert.ToHexStringLower(content.AsSpan(0, 16))}"
            : $"{prefix}{Convert.ToHexStringLower(content.AsSpan(0, 16))}-{ordinal}";
    }
}

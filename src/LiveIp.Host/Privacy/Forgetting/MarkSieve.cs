namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>Says no in a few nanoseconds for nearly everything that is not marked: every word of every message is asked about.</summary>
internal sealed class MarkSieve
{
    private const int Bits = 1 << 16;

    private readonly bool[] _lengths;
    private readonly ulong[] _quick;

    public MarkSieve(IEnumerable<Mark> marks)
    {
        var all = marks.ToArray();
        Longest = all.Select(static m => m.Length).DefaultIfEmpty().Max();
        _lengths = new bool[Longest + 1];
        _quick = new ulong[all.Length == 0 ? 0 : Bits / 64];
        foreach (var mark in all)
        {
            _lengths[mark.Length] = true;
            _quick[mark.Quick % Bits / 64] |= 1ul << (int)(mark.Quick % 64);
        }
    }

    public int Longest { get; }

    public bool MayHold(int length) => length < _lengths.Length && _lengths[length];

    public bool MayHold(uint quick) => (_quick[quick % Bits / 64] & (1ul << (int)(quick % 64))) != 0;
}

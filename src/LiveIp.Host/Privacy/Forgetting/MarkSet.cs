using System.Collections.Frozen;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>The marks of everybody who is forgotten. Unchanging: who reads it needs no lock.</summary>
internal sealed class MarkSet
{
    private readonly MarkMaker _maker;
    private readonly FrozenSet<Mark> _marks;
    private readonly FrozenDictionary<MarkKind, MarkSieve> _sieves;

    public MarkSet(MarkMaker maker, IEnumerable<Mark> marks)
    {
        _maker = maker;
        _marks = marks.ToFrozenSet();
        _sieves = Enum.GetValues<MarkKind>().ToFrozenDictionary(static k => k, k => new MarkSieve(_marks.Where(m => m.Kind == k)));
    }

    public bool IsEmpty => _marks.Count == 0;

    public MarkSet With(IEnumerable<Mark> more) => new(_maker, _marks.Concat(more));

    public MarkSet Only(Func<Mark, bool> wanted) => new(_maker, _marks.Where(wanted));

    public MarkSet WithNames(IEnumerable<string> names) => With(names.Select(n => _maker.Of(MarkKind.Name, n)).OfType<Mark>());

    public MarkSieve Sieve(MarkKind kind) => _sieves[kind];

    /// <summary>The cheap hash of nothing; <see cref="MarkMaker.Next"/> goes on from it.</summary>
    public uint Start => _maker.Start;

    /// <param name="kind">What it would be.</param>
    /// <param name="plain">As <see cref="MarkMaker.Plain"/> gives it.</param>
    public bool Contains(MarkKind kind, ReadOnlySpan<char> plain) =>
        _sieves[kind].MayHold(plain.Length) && Contains(kind, plain, _maker.Quick(plain));

    /// <summary>The same where the cheap hash is known already.</summary>
    public bool Contains(MarkKind kind, ReadOnlySpan<char> plain, uint quick) =>
        _sieves[kind].MayHold(quick) && _marks.Contains(new(kind, plain.Length, quick, _maker.Full(kind, plain)));
}

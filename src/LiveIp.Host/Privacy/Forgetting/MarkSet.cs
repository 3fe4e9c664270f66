using System.Collections.Frozen;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>The marks of everybody who is forgotten. Unchanging: who reads it needs no lock.</summary>
internal sealed class MarkSet
{
    private readonly MarkMaker _maker;
    private readonly FrozenSet<Mark> _marks;
    private readonly FrozenSet<(MarkKind, uint)> _quick;

    public MarkSet(MarkMaker maker, IEnumerable<Mark> marks)
    {
        _maker = maker;
        _marks = marks.ToFrozenSet();
        _quick = _marks.Select(static m => (m.Kind, m.Quick)).ToFrozenSet();
        Lengths = _marks
            .GroupBy(static m => m.Kind)
            .ToFrozenDictionary(static g => g.Key, static g => g.Select(static m => m.Length).Distinct().OrderDescending().ToArray());
    }

    public bool IsEmpty => _marks.Count == 0;

    // Longest first: of "Anna Bell" and "Anna" the whole name is to go.
    private FrozenDictionary<MarkKind, int[]> Lengths { get; }

    public MarkSet With(IEnumerable<Mark> more) => new(_maker, _marks.Concat(more));

    public MarkSet Only(Func<Mark, bool> wanted) => new(_maker, _marks.Where(wanted));

    public MarkSet WithNames(IEnumerable<string> names) => With(names.Select(n => _maker.Of(MarkKind.Name, n)).OfType<Mark>());

    public IReadOnlyList<int> LengthsOf(MarkKind kind) => Lengths.GetValueOrDefault(kind) ?? [];

    /// <param name="kind">What it would be.</param>
    /// <param name="plain">As <see cref="MarkMaker.Plain"/> gives it.</param>
    public bool Contains(MarkKind kind, ReadOnlySpan<char> plain)
    {
        var quick = _maker.Quick(plain);
        return _quick.Contains((kind, quick)) && _marks.Contains(new(kind, plain.Length, quick, _maker.Full(kind, plain)));
    }
}

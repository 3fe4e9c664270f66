using System.Globalization;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Memory;

/// <summary>What became of each occurrence, kept over the death of the process.</summary>
internal sealed class TruthMemory(PlatformMemory memory, TimeProvider clock)
{
    private const string Name = "truth.journal";

    private Action<string>? _write;

    /// <summary>
    /// Gives the rows of a past that was gone over again the fate they had. What was written shortly before the death counts as in
    /// flight on a platform without history; whatever the journal does not name happened while the platform was dead.
    /// </summary>
    public void Restore(IEnumerable<TruthRow> rows, bool hasHistory)
    {
        var lines = memory.ReadJournal(Name).Select(Line.Parse).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        var death = lines.Max(l => l.At);
        var last = new Dictionary<string, Line>(StringComparer.Ordinal);
        lines.ForEach(l => last[l.Id] = l);
        foreach (var row in rows)
        {
            if (!last.TryGetValue(row.Id, out var line) || line.Revision != row.Revision)
            {
                if (hasHistory)
                {
                    row.Class = Fate.Replayable;
                    row.Reason = null;
                }

                continue;
            }

            if (line.Class == Fate.Unrecoverable)
            {
                TruthLedger.MarkUnrecoverable(row, line.Reason);
            }
            else if (!hasHistory && death - line.At <= InFlight.Window)
            {
                TruthLedger.MarkUnrecoverable(row, "in flight at a drop");
            }
            else
            {
                TruthLedger.MarkDelivered(row);
            }
        }
    }

    /// <summary>From now on every change is written down.</summary>
    public void Begin(TruthLedger truth)
    {
        _write = memory.OpenJournal(Name);
        if (_write is null)
        {
            return;
        }

        foreach (var row in truth.Rows.Where(r => r.Class != Fate.Replayable))
        {
            Write(row);
        }

        truth.Changed += Write;
    }

    private void Write(TruthRow row) => _write!(new Line(row.Id, row.Revision, row.Class, row.Reason ?? "", clock.GetUtcNow()).ToString());

    private sealed record Line(string Id, int Revision, Fate Class, string Reason, DateTimeOffset At)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Id}\t{Revision}\t{Class}\t{Reason}\t{At.ToUnixTimeMilliseconds()}");

        public static Line Parse(string line)
        {
            var parts = line.Split('\t');
            return new Line(
                parts[0],
                int.Parse(parts[1], CultureInfo.InvariantCulture),
                Enum.Parse<Fate>(parts[2]),
                parts[3],
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[4], CultureInfo.InvariantCulture))
            );
        }
    }
}

using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Running;

/// <summary>What a test runs every time: the whole corpus, what once broke something, and a few mutations of it.</summary>
internal static class CorpusTrial
{
    /// <summary>What the frames did wrong, each with its name; empty when all is well.</summary>
    public static IReadOnlyList<string> Run(string decoder, int mutations)
    {
        var target = FuzzTargets.All.Single(t => t.Name == decoder);
        var corpus = new Corpus(Corpus.DefaultDirectory);
        var trial = new Trial(new EventCheck());
        var whole = target.Doors.SelectMany(door => corpus.Seeds(target.Name, door).Select(seed => (door, seed)));
        var found = whole
            .Concat(corpus.Broken(target))
            .Select(kept => (kept.Item2.Name, Wrong: trial.Run(kept.Item1, kept.Item2.Bytes)))
            .Where(static kept => kept.Wrong is not null)
            .Select(static kept => $"{kept.Name}: {kept.Wrong}")
            .ToList();

        var bench = new Workbench(target, corpus, seed: 1);
        for (var number = 0; number < mutations; number++)
        {
            bench.Make(number);
            if (trial.Run(bench.Door, bench.Frame) is { } wrong)
            {
                found.Add($"frame {number} through {bench.Door.Name}: {wrong}");
            }
        }

        return found;
    }
}

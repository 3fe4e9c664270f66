using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Running;

/// <summary>One kept frame once more.</summary>
internal static class Replay
{
    /// <param name="kept">A finding ("twitch-frame-….bin"), or a frame of the corpus ("…/twitch/frame/….json").</param>
    /// <returns>True when it does no harm.</returns>
    /// <exception cref="InvalidDataException">The file's name tells of no decoder.</exception>
    public static bool Run(FileInfo kept, TextWriter output)
    {
        var (target, door) = DoorOf(kept);
        var check = new EventCheck();
        var wrong = new Trial(check).Run(door, File.ReadAllBytes(kept.FullName));
        output.WriteLine(
            wrong
                ?? $"{target.Name} {door.Name}: {check.Events} event(s), {check.Unreadable} unreadable, {check.Refused} refused as a whole."
        );
        return wrong is null;
    }

    private static (IFuzzTarget Target, Door Door) DoorOf(FileInfo kept)
    {
        var path = kept.FullName.Split(Path.DirectorySeparatorChar);
        foreach (var target in FuzzTargets.All)
        {
            if (kept.Name.StartsWith($"{target.Name}-", StringComparison.Ordinal))
            {
                return (target, Corpus.DoorOf(target, kept.Name[(target.Name.Length + 1)..]));
            }

            if (path.Length > 2 && path[^3] == target.Name)
            {
                return (target, target.Doors.FirstOrDefault(d => d.Name == path[^2]) ?? Corpus.DoorOf(target, kept.Name));
            }
        }

        throw new InvalidDataException($"The name of {kept.Name} tells of no decoder.");
    }
}

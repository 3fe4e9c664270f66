using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Corpora;

/// <summary>The frames on disk: <c>corpus/{target}/{door}/*</c> are valid ones, <c>corpus/{target}/regressions/{door}-*</c> once broke something.</summary>
internal sealed class Corpus(string directory)
{
    private const string Regressions = "regressions";

    /// <summary>Beside the program, where the build copies it.</summary>
    public static string DefaultDirectory => Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <exception cref="InvalidDataException">The door has no seeds.</exception>
    public IReadOnlyList<Seed> Seeds(string target, Door door)
    {
        var folder = Path.Combine(directory, target, door.Name);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        return files.Length == 0
            ? throw new InvalidDataException($"There are no frames in {folder}.")
            :
            [
                .. files
                    .Order(StringComparer.Ordinal)
                    .Select(file => new Seed(Path.GetFileName(file), File.ReadAllBytes(file), door.Format)),
            ];
    }

    /// <summary>Frames that once broke something, each with the door it belongs to.</summary>
    public IEnumerable<(Door Door, Seed Frame)> Broken(IFuzzTarget target)
    {
        var folder = Path.Combine(directory, target.Name, Regressions);
        foreach (var file in (Directory.Exists(folder) ? Directory.GetFiles(folder) : []).Order(StringComparer.Ordinal))
        {
            yield return (DoorOf(target, file), new Seed(Path.GetFileName(file), File.ReadAllBytes(file), FrameFormat.Bytes));
        }
    }

    /// <summary>The door that a kept frame's name begins with: "stream-0123abcd.bin".</summary>
    /// <exception cref="InvalidDataException">The name begins with no door of the target.</exception>
    public static Door DoorOf(IFuzzTarget target, string file)
    {
        var name = Path.GetFileName(file);
        return target.Doors.FirstOrDefault(door => name.StartsWith($"{door.Name}-", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"{name} begins with no door of {target.Name}.");
    }
}

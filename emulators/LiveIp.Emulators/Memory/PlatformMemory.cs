using System.Text.Json;

namespace LiveIp.Emulators.Memory;

/// <summary>
/// What a platform does not forget when its process is killed: small values by name, each a file that is replaced whole, and journals
/// that only grow. What was kept is with the operating system when the call returns, so SIGKILL does not undo it.
/// </summary>
/// <param name="directory">Null keeps nothing.</param>
internal sealed class PlatformMemory(string? directory) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<StreamWriter> _journals = [];

    /// <summary>The value kept under the name; default when there is none.</summary>
    public T? Recall<T>(string name) =>
        directory is not null && File.Exists(PathOf(name)) ? JsonSerializer.Deserialize<T>(File.ReadAllText(PathOf(name))) : default;

    /// <summary>The value kept under the name, or else the new one, which is kept from now on.</summary>
    public T RecallOr<T>(string name, Func<T> make)
    {
        if (directory is not null && File.Exists(PathOf(name)))
        {
            return Recall<T>(name)!;
        }

        var value = make();
        Keep(name, value);
        return value;
    }

    public void Keep<T>(string name, T value)
    {
        if (directory is null)
        {
            return;
        }

        lock (_gate)
        {
            // Renaming replaces the old value at once or not at all.
            File.WriteAllText(PathOf(name) + ".new", JsonSerializer.Serialize(value));
            File.Move(PathOf(name) + ".new", PathOf(name), overwrite: true);
        }
    }

    /// <summary>The complete lines of the journal with this name, in order.</summary>
    public IReadOnlyList<string> ReadJournal(string name)
    {
        if (directory is null || !File.Exists(PathOf(name)))
        {
            return [];
        }

        var text = File.ReadAllText(PathOf(name));
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Adds lines to the journal with this name; null when nothing is kept.</summary>
    public Action<string>? OpenJournal(string name)
    {
        if (directory is null)
        {
            return null;
        }

        var writer = new StreamWriter(PathOf(name), append: true) { AutoFlush = true, NewLine = "\n" };
        lock (_gate)
        {
            _journals.Add(writer);
        }

        return line =>
        {
            lock (writer)
            {
                writer.WriteLine(line);
            }
        };
    }

    public void Dispose() => _journals.ForEach(static j => j.Dispose());

    private string PathOf(string name) => Path.Combine(directory!, name);
}

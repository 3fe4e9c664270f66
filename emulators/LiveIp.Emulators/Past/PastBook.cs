using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.Past;

/// <summary>The shows of the past, which a restart does not forget.</summary>
internal sealed class PastBook(PlatformMemory memory, IReadOnlyDictionary<string, Action<PastShow>> platforms)
{
    private const string Name = "past.json";

    private readonly Lock _gate = new();
    private readonly List<PastShow> _shows = [];

    /// <summary>Tells the platforms of what was kept.</summary>
    public void Restore()
    {
        foreach (var show in memory.Recall<List<PastShow>>(Name) ?? [])
        {
            Add(show);
        }
    }

    public void Add(PastShow show)
    {
        lock (_gate)
        {
            _shows.RemoveAll(s => s.Platform == show.Platform && s.Id == show.Id);
            _shows.Add(show);
            platforms[show.Platform](show);
            memory.Keep(Name, _shows);
        }
    }
}

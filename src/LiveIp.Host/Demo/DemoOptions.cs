namespace LiveIp.Host.Demo;

/// <summary>What the demo plays and where its results go.</summary>
internal sealed record DemoOptions
{
    /// <summary>Length of the show in show time.</summary>
    public double Seconds { get; init; } = 60;

    /// <summary>Show seconds per second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Break connections, stall, repeat and reorder while it runs.</summary>
    public bool Faults { get; init; }

    /// <summary>A recorded chat to play instead of the script.</summary>
    public FileInfo? Replay { get; init; }

    /// <summary>Where to write the results as JSON.</summary>
    public FileInfo? Json { get; init; }

    /// <summary>Keep the data directory afterwards, and say where it is.</summary>
    public bool Keep { get; init; }

    /// <summary>Shows of the days before that are played first, 0 to <see cref="History.HistoryPlan.MostShows"/>.</summary>
    public int PastShows { get; init; } = 12;

    public int Seed { get; init; } = 1;

    /// <summary>Real time that the show takes. A recording is fitted into <see cref="Seconds"/>, whatever its own length.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds / Speed);
}

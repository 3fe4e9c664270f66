namespace LiveIp.Emulators.Show;

/// <summary>What to play.</summary>
/// <param name="Seconds">Length of the show in show time; for a recording, 0 keeps its own length.</param>
/// <param name="Speed">Show seconds per real second.</param>
/// <param name="Replay">Path of a recording; null plays the script.</param>
/// <param name="Endless">The script goes on, an act after another, until stopped.</param>
/// <param name="Title">Of the broadcast; null keeps the script's own.</param>
/// <param name="Intensity">Null plays as written.</param>
internal sealed record ShowPlan(
    int Seed = 1,
    double Seconds = 60,
    double Speed = 1,
    string? Replay = null,
    bool Endless = false,
    string? Title = null,
    Intensity? Intensity = null,
    ShowPart Part = ShowPart.Whole
);

/// <summary>A show can be played in two parts, so that its readers can be waited for before anybody speaks.</summary>
internal enum ShowPart
{
    Whole,

    /// <summary>The broadcast begins; nothing else happens.</summary>
    Opening,

    /// <summary>All but the beginning.</summary>
    Rest,
}

/// <summary>A show that was begun: all that its script is written from.</summary>
/// <param name="At">When, by the platforms' clock.</param>
/// <param name="Act">Number of its first act among all acts of the process, so that no two shows share an id.</param>
/// <param name="Followers">Per platform, how many there were when it began; a platform that is not named has the script's own number.</param>
internal sealed record BegunShow(ShowPlan Plan, DateTimeOffset At, int Act, IReadOnlyDictionary<string, int> Followers);

/// <summary>How far the show is.</summary>
internal sealed record ShowStatus(
    string State,
    double Elapsed,
    double Length,
    int Performed,
    int Lines,
    IReadOnlyList<SkippedLine> Skipped,
    string? Error
);

namespace LiveIp.Emulators.Show;

/// <summary>What is played in one go, in order of time.</summary>
/// <param name="Speed">Show seconds per real second.</param>
/// <param name="Lines">Of the recording; 0 for a script.</param>
internal sealed record Act(
    IReadOnlyList<(string Platform, ShowEvent Event)> Script,
    TimeSpan Length,
    double Speed,
    int Lines,
    IReadOnlyList<SkippedLine> Skipped
);

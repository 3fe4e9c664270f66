namespace LiveIp.Emulators.Show;

/// <summary>Occurrences without the pauses between them.</summary>
/// <param name="Events">At least so many happen on the platform, as fast as it can tell them.</param>
internal sealed record Burst(string Platform, int Events = 1000, int Seed = 1)
{
    /// <summary>A reader gets a moment to follow after so many: the platforms' queues are bounded, and cut off who is slow.</summary>
    private const int Step = 250;

    /// <summary>So many of a burst are of every kind, the others are chat: no audience gives a hundred gifts in a second.</summary>
    private const int OfAllKinds = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Plays them; nobody goes live or ends.</summary>
    /// <param name="first">Number of the first occurrence.</param>
    public async Task PlayAsync(IPlatformStage stage, long first, TimeProvider clock)
    {
        // Long enough for so many; the script has several occurrences a second on every platform.
        var script = new ScriptedShow(Seed, stage.Abilities, first)
            .Write(TimeSpan.FromSeconds(Events), begins: false, ends: false)
            // A change of the audience is read by polls and is no occurrence.
            .Where(e => e is not AudienceEvent)
            .ToList();
        var performed = 0;
        foreach (var occurrence in script.Take(OfAllKinds).Concat(script.Skip(OfAllKinds).Where(e => e is ChatEvent)).Take(Events))
        {
            stage.Perform(occurrence);
            if (++performed % Step == 0)
            {
                await Task.Delay(Pause, clock);
            }
        }
    }
}

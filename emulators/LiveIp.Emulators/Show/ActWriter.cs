namespace LiveIp.Emulators.Show;

/// <summary>Writes the acts of all shows of the process: their numbers never meet, and who followed in one follows in the next.</summary>
internal sealed class ActWriter(IReadOnlyList<IPlatformStage> stages)
{
    private readonly Dictionary<string, int> _followers = new(StringComparer.Ordinal);

    /// <summary>Number of the next act.</summary>
    public int Next { get; private set; }

    /// <summary>Per platform, how many follow after what was written last.</summary>
    public IReadOnlyDictionary<string, int> Followers => _followers.ToDictionary(StringComparer.Ordinal);

    /// <summary>Numbers never meet: a billion a platform, a million an act.</summary>
    public static long FirstNumber(IPlatformStage stage, int act) => ((PlaceOf(stage) + 1) * 1_000_000_000L) + (act * 1_000_000L);

    /// <summary>The same whether the platform plays alone or with the others.</summary>
    private static int PlaceOf(IPlatformStage stage) => EmulatorProcess.Platforms.IndexOf(stage.Platform);

    /// <summary>Writes the scripts of all platforms.</summary>
    /// <param name="round">Number of the act within the show.</param>
    public Act Scripted(BegunShow show, int round)
    {
        var plan = show.Plan;
        var length = TimeSpan.FromSeconds(plan.Part == ShowPart.Opening ? 0 : plan.Seconds);
        var number = show.Act + round;
        var script = new List<(string Platform, ShowEvent Event)>();
        foreach (var stage in stages)
        {
            var followers = round == 0 ? show.Followers : _followers;
            var part = new ScriptedShow(
                unchecked((plan.Seed * 31) + PlaceOf(stage) + (round * 7919)),
                stage.Abilities,
                FirstNumber(stage, number),
                plan.Intensity,
                poll: number + 1,
                followers.GetValueOrDefault(stage.Platform, ScriptedShow.FirstFollowers)
            )
            {
                Title = plan.Title ?? ScriptedShow.DefaultTitle,
            };
            var written =
                plan.Part == ShowPart.Opening
                    ? part.WriteOpening()
                    : part.Write(length, begins: round == 0 && plan.Part == ShowPart.Whole, ends: !plan.Endless);
            _followers[stage.Platform] = part.Followers;
            script.AddRange(written.Select(e => (stage.Platform, e)));
        }

        Next = number + 1;
        return new Act([.. script.OrderBy(e => e.Event.At)], length, plan.Speed, 0, []);
    }

    /// <exception cref="IOException">The recording cannot be read.</exception>
    public static Act Recorded(string path, ShowPlan plan, IReadOnlyList<IPlatformStage> stages)
    {
        using var file = File.OpenText(path);
        var show = RecordedShow.Read(file, stages);
        var length = show.Script.Count == 0 ? TimeSpan.Zero : show.Script[^1].Event.At;
        var speed = plan.Seconds > 0 && length > TimeSpan.Zero ? length.TotalSeconds / plan.Seconds : plan.Speed;
        return new Act(show.Script, length, speed, show.Lines, show.Skipped);
    }
}

namespace LiveIp.Emulators.Show;

/// <summary>
/// A recorded chat (<c>unix_time TAB user TAB message</c>, first line a heading) put on stage: every line on one platform that
/// permits its length, the same person always first choice on the same one.
/// </summary>
internal sealed class RecordedShow
{
    private RecordedShow(IReadOnlyList<(string Platform, ShowEvent Event)> script, IReadOnlyList<SkippedLine> skipped, int lines)
    {
        Script = script;
        Skipped = skipped;
        Lines = lines;
    }

    /// <summary>In order of time, starting at zero.</summary>
    public IReadOnlyList<(string Platform, ShowEvent Event)> Script { get; }

    /// <summary>Lines that no platform could have carried.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; }

    /// <summary>Lines that are not the heading.</summary>
    public int Lines { get; }

    /// <exception cref="FormatException">The file is not such a recording; the message names the line.</exception>
    public static RecordedShow Read(TextReader file, IReadOnlyList<IPlatformStage> stages)
    {
        var script = new List<(string, ShowEvent)>();
        var skipped = new List<SkippedLine>();
        var viewers = new Dictionary<string, Viewer>(StringComparer.Ordinal);
        long? start = null;
        var (number, lines) = (0, 0);
        while (file.ReadLine() is { } line)
        {
            number++;
            if (number == 1 && line.StartsWith("unix_time\t", StringComparison.Ordinal))
            {
                continue;
            }

            lines++;
            var parts = line.Split('\t', 3);
            if (parts.Length < 3 || !long.TryParse(parts[0], out var time) || parts[1].Length == 0)
            {
                skipped.Add(new SkippedLine(number, "not unix_time<TAB>user<TAB>message"));
                continue;
            }

            var text = parts[2].Trim();
            if (text.Length == 0)
            {
                skipped.Add(new SkippedLine(number, "empty message"));
                continue;
            }

            if (!viewers.TryGetValue(parts[1], out var viewer))
            {
                viewers[parts[1]] = viewer = new Viewer(viewers.Count + 2, parts[1], false, false);
            }

            var length = text.EnumerateRunes().Count();
            var stage = Enumerable
                .Range(0, stages.Count)
                .Select(i => stages[(viewer.Number + i) % stages.Count])
                .FirstOrDefault(s => length <= s.Abilities.MaxChatCharacters);
            if (stage is null)
            {
                skipped.Add(new SkippedLine(number, $"{length} characters, more than any platform permits"));
                continue;
            }

            start ??= time;
            script.Add((stage.Platform, new ChatEvent(number, TimeSpan.FromSeconds(Math.Max(0, time - start.Value)), viewer, text)));
        }

        return new RecordedShow([.. script.OrderBy(e => e.Item2.At)], skipped, lines);
    }
}

/// <summary>A line that was left out, counted from 1.</summary>
internal sealed record SkippedLine(int Line, string Reason);

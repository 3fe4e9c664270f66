using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace LiveIp.Bench.Report;

/// <summary>Prints figures as they come, and writes all of them as JSON.</summary>
internal sealed class BenchReport(IAnsiConsole console)
{
    private const int WidestLine = 200;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly IReadOnlyList<(string Name, string Value)> _machine = MachineFacts.Read();
    private readonly List<(string Section, Figure Figure)> _figures = [];
    private string _section = "";

    public void Begin()
    {
        // Into a file or a pipe the console would break lines at 80 characters.
        console.Profile.Width = Math.Max(console.Profile.Width, WidestLine);
        foreach (var (name, value) in _machine)
        {
            console.WriteLine($"{name, -16} {value}");
        }
    }

    public void Section(string name, string description)
    {
        _section = name;
        console.WriteLine();
        console.WriteLine($"== {name}: {description}");
    }

    /// <summary>How the figures that follow came about.</summary>
    public void Note(string text) => console.WriteLine($"   {text}");

    public void Add(Figure figure)
    {
        _figures.Add((_section, figure));
        var verdict = figure.Met switch
        {
            true => $"  ({figure.Target}: met)",
            false => $"  ({figure.Target}: MISSED)",
            null => "",
        };
        console.WriteLine($"   {figure.Name, -52} {Number(figure.Value), 14} {figure.Unit}{verdict}");
    }

    /// <summary>0, or 1 when a target was missed.</summary>
    public async Task<int> EndAsync(FileInfo? json, CancellationToken cancellationToken)
    {
        if (json is not null)
        {
            var content = new
            {
                machine = _machine.ToDictionary(static f => f.Name, static f => f.Value),
                figures = _figures.Select(static f => new
                {
                    benchmark = f.Section,
                    name = f.Figure.Name,
                    value = f.Figure.Value,
                    unit = f.Figure.Unit,
                    target = f.Figure.Target,
                    met = f.Figure.Met,
                }),
            };
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(content, Indented), cancellationToken);
        }

        var missed = _figures.Count(static f => f.Figure.Met == false);
        console.WriteLine();
        console.WriteLine(missed == 0 ? "Every target is met." : $"{missed} targets are missed.");
        return missed == 0 ? 0 : 1;
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Running;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Commands;

/// <summary><c>decode</c>: what it costs to decode and normalize whole frames.</summary>
internal static class DecodeCommand
{
    public static Command Create(Option<DirectoryInfo?> corpus)
    {
        var seconds = new Option<double>("--seconds") { Description = "How long each is measured", DefaultValueFactory = _ => 3 };
        var command = new Command(
            "decode",
            "Whole frames decoded and normalized per second on one core, and bytes allocated per event, beside a bare parse of the same bytes."
        )
        {
            seconds,
            corpus,
        };
        command.SetAction(parsed =>
        {
            var frames = new Corpus(parsed.GetValue(corpus)?.FullName ?? Corpus.DefaultDirectory);
            foreach (var target in FuzzTargets.All)
            {
                new DecodeBench(target, frames, TimeSpan.FromSeconds(parsed.GetValue(seconds))).Run(Console.Out);
            }
        });
        return command;
    }
}

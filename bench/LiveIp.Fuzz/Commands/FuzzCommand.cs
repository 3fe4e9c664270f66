using System.CommandLine;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Running;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Commands;

/// <summary>The whole program.</summary>
internal static class FuzzCommand
{
    public static RootCommand Create()
    {
        var decoder = new Option<string>("--decoder") { Description = "Which decoder, or all", DefaultValueFactory = _ => "all" };
        decoder.AcceptOnlyFromAmong(["all", .. FuzzTargets.All.Select(static t => t.Name)]);
        var frames = new Option<long>("--frames") { Description = "Frames per decoder", DefaultValueFactory = _ => 1_000_000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same frames", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Threads", DefaultValueFactory = _ => 2 };
        var replay = new Option<FileInfo?>("--replay") { Description = "Decode one kept frame and say what it does" };
        var number = new Option<long?>("--number")
        {
            Description = "Make only the frame of this number, keep it among the findings, and decode it (for one that ended the process)",
        };
        var corpus = new Option<DirectoryInfo?>("--corpus") { Description = "Folder of the corpus; the one beside the program if absent" };
        var findings = new Option<DirectoryInfo>("--findings")
        {
            Description = "Where frames that break something are kept",
            DefaultValueFactory = _ => new DirectoryInfo("fuzz-findings"),
        };
        var root = new RootCommand(
            """
            Throws mutated frames at the platforms' decoders and mutated recordings at the import. Exit code 1: something was found.
            用变异的数据帧测试各平台的解码器，用变异的录制文件测试导入。退出码 1 表示发现问题。

            Examples:
              dotnet run -c Release --project bench/LiveIp.Fuzz -- --decoder all --frames 10000000
              dotnet run -c Release --project bench/LiveIp.Fuzz -- --replay fuzz-findings/twitch-frame-0123456789abcdef.bin
              dotnet run -c Release --project bench/LiveIp.Fuzz -- decode
            """
        )
        {
            decoder,
            frames,
            seed,
            threads,
            replay,
            number,
            corpus,
            findings,
            DecodeCommand.Create(corpus),
        };
        root.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(replay) is { } kept)
                {
                    return Replay.Run(kept, Console.Out) ? 0 : 1;
                }

                var options = new FuzzOptions
                {
                    Frames = parsed.GetValue(frames),
                    Seed = parsed.GetValue(seed),
                    Threads = Math.Max(1, parsed.GetValue(threads)),
                    FindingsDirectory = parsed.GetValue(findings)!.FullName,
                };
                var frameCorpus = new Corpus(parsed.GetValue(corpus)?.FullName ?? Corpus.DefaultDirectory);
                var clean = true;
                if (parsed.GetValue(number) is { } only)
                {
                    var name = parsed.GetValue(decoder);
                    var target = FuzzTargets.All.First(t => name == "all" || name == t.Name);
                    var bench = new Workbench(target, frameCorpus, options.Seed);
                    bench.Make(only);
                    var made = new Finding(target.Name, bench.Door.Name, bench.Frame.ToArray(), $"Frame {only}").Save(
                        options.FindingsDirectory
                    );
                    await Console.Out.WriteLineAsync(made);
                    return Replay.Run(new FileInfo(made), Console.Out) ? 0 : 1;
                }

                foreach (
                    var target in FuzzTargets.All.Where(t => parsed.GetValue(decoder) is var name && (name == "all" || name == t.Name))
                )
                {
                    clean &= await new FuzzRun(target, frameCorpus, options, Console.Out).RunAsync(cancellationToken);
                }

                return clean ? 0 : 1;
            }
        );
        return root;
    }
}

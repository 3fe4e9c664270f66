using System.CommandLine;
using System.Text;
using LiveIp.Bench;
using LiveIp.Bench.Report;
using Spectre.Console;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var json = new Option<FileInfo?>("--json") { Description = "Write machine and figures as JSON", Recursive = true };
var quick = new Option<bool>("--quick")
{
    Description = "A tenth of the work: shows that it runs, its figures mean little",
    Recursive = true,
};
var benchmarks = BenchmarkList.Find();

var root = new RootCommand(
    """
    Measures LiveIp on this machine, each figure beside a baseline of the same run where there is one.
    在本机上测量 LiveIp 的性能。

    Examples:
      dotnet run -c Release --project bench/LiveIp.Bench -- ingest
      dotnet run -c Release --project bench/LiveIp.Bench -- watchers --json watchers.json
      dotnet run -c Release --project bench/LiveIp.Bench -- all --json all.json

    Exit codes: 0 every target is met; 1 a target is missed or something was lost.
    """
)
{
    json,
    quick,
};
foreach (var benchmark in benchmarks)
{
    root.Subcommands.Add(
        Command(
            benchmark.Name,
            $"""
            {benchmark.Description}

            Examples:
              {benchmark.Name}
              {benchmark.Name} --quick --json {benchmark.Name}.json
            """,
            [benchmark]
        )
    );
}

root.Subcommands.Add(Command("all", "Every benchmark, one after the other.\n\nExample:\n  all --json all.json", benchmarks));
return await root.Parse(args).InvokeAsync();

Command Command(string name, string description, IReadOnlyList<IBenchmark> chosen)
{
    var command = new Command(name, description);
    command.SetAction(
        async (parsed, cancellationToken) =>
        {
            var report = new BenchReport(AnsiConsole.Console);
            report.Begin();
            foreach (var benchmark in chosen)
            {
                report.Section(benchmark.Name, benchmark.Description);
                await benchmark.RunAsync(new(parsed.GetValue(quick), report), cancellationToken);
            }

            return await report.EndAsync(parsed.GetValue(json), cancellationToken);
        }
    );
    return command;
}

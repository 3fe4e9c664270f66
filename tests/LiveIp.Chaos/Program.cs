using System.CommandLine;
using System.Globalization;
using LiveIp.Chaos.Children;
using LiveIp.Chaos.Running;
using LiveIp.Chaos.Schedules;

var seeds = new Option<string>("--seeds") { Description = "Which schedules: 1-100, or 3,17,40-45", DefaultValueFactory = _ => "1-100" };
var seed = new Option<int?>("--seed") { Description = "This one alone" };
var jobs = new Option<int>("--jobs") { Description = "Runs at a time; each mostly waits", DefaultValueFactory = _ => 2 };
var keep = new Option<bool>("--keep") { Description = "Keep data, logs and truth also of runs that hold" };
var verbose = new Option<bool>("--verbose") { Description = "Every finding" };
var plan = new Option<bool>("--plan") { Description = "Print the schedules and run nothing" };
var json = new Option<FileInfo?>("--json") { Description = "Write the results as JSON" };
seeds.Validators.Add(result =>
{
    try
    {
        Parse(result.GetValueOrDefault<string>());
    }
    catch (FormatException)
    {
        result.AddError("--seeds: numbers and ranges, such as 1-100 or 3,17.");
    }
});

var root = new RootCommand(
    """
    Seeded fault schedules against a show on the emulated platforms: nothing may be lost, doubled or undisclosed.
    按种子生成的故障测试：不丢、不重，听不到的都要写明。

    Examples:
      dotnet run --project tests/LiveIp.Chaos -- --seeds 1-100 --jobs 3
      dotnet run --project tests/LiveIp.Chaos -- --seed 17 --keep --verbose

    Exit codes: 0 all held; 1 one did not.
    """
)
{
    seeds,
    seed,
    jobs,
    keep,
    verbose,
    plan,
    json,
};
root.SetAction(
    async (parsed, cancellationToken) =>
    {
        IReadOnlyList<int> wanted = parsed.GetValue(seed) is { } one ? [one] : Parse(parsed.GetValue(seeds)!);
        if (parsed.GetValue(plan))
        {
            foreach (var schedule in wanted.Select(Schedule.Of))
            {
                Console.WriteLine($"seed {schedule.Seed}: {string.Join(", ", schedule.Faults)}");
            }

            return 0;
        }

        var options = new ChaosOptions
        {
            Seeds = wanted,
            Jobs = parsed.GetValue(jobs),
            Keep = parsed.GetValue(keep),
            Verbose = parsed.GetValue(verbose),
            Json = parsed.GetValue(json),
        };
        return await new ChaosCommand(options, Console.Out).RunAsync(cancellationToken);
    }
);

var data = new Option<DirectoryInfo>("--data") { Required = true };
var clock = new Option<double>("--clock");
var host = new Command("host", "A host whose clock can be set; the harness starts it.") { data, clock };
host.Hidden = true;
host.SetAction(
    (parsed, cancellationToken) => HostChildProgram.RunAsync(parsed.GetValue(data)!.FullName, parsed.GetValue(clock), cancellationToken)
);
root.Subcommands.Add(host);
return await root.Parse(args).InvokeAsync();

static IReadOnlyList<int> Parse(string? text) =>
    [
        .. (text ?? "")
            .Split(',')
            .SelectMany(part =>
            {
                var ends = part.Split('-').Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
                return ends is [var from, var to] ? Enumerable.Range(from, Math.Max(0, to - from + 1))
                    : ends is [var single] ? [single]
                    : throw new FormatException();
            }),
    ];

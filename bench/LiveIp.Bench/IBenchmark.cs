using LiveIp.Bench.Report;

namespace LiveIp.Bench;

/// <summary>One subcommand. A class that implements this, with a constructor without parameters, is found by itself.</summary>
internal interface IBenchmark
{
    /// <summary>What is typed to run it.</summary>
    string Name { get; }

    /// <summary>One sentence: what is measured, in what load.</summary>
    string Description { get; }

    /// <summary>Runs it and puts what it found into the report.</summary>
    Task RunAsync(BenchRun run, CancellationToken cancellationToken);
}

/// <param name="Quick">A tenth of the work.</param>
internal sealed record BenchRun(bool Quick, BenchReport Report)
{
    /// <summary>The amount of work, or a tenth of it.</summary>
    public int Scale(int full) => Quick ? full / 10 : full;
}

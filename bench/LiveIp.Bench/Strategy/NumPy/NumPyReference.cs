using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace LiveIp.Bench.Strategy.NumPy;

/// <summary>What the NumPy script answered; the learner's figures are 0 without the mushroom data.</summary>
internal sealed record NumPyReference(
    string Numpy,
    double[] Mean,
    double[] Deviation,
    double StrategyRoundsPerSecond,
    double LinUcbRoundsPerSecond,
    double Accuracy
)
{
    // The second is Debian's own, which another in the path may hide.
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3"];

    /// <summary>Null where no Python with NumPy is found.</summary>
    public static async Task<NumPyReference?> RunAsync(object request, CancellationToken cancellationToken)
    {
        foreach (var interpreter in Interpreters)
        {
            if (await TryAsync(interpreter, ["-c", "import numpy"], "", cancellationToken) is not null)
            {
                var script = Path.Combine(AppContext.BaseDirectory, "Strategy", "NumPy", "reference.py");
                var answer =
                    await TryAsync(interpreter, [script], JsonSerializer.Serialize(request, JsonSerializerOptions.Web), cancellationToken)
                    ?? throw new InvalidOperationException("The NumPy script failed.");
                return JsonSerializer.Deserialize<NumPyReference>(answer, JsonSerializerOptions.Web);
            }
        }

        return null;
    }

    private static async Task<string?> TryAsync(string file, string[] arguments, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // One core, as what it is compared with.
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            _ = await error;
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

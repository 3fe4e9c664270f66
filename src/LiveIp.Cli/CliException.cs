namespace LiveIp.Cli;

/// <summary>Ends the program with a sentence for people and the exit code that goes with it. The sentence holds no secrets.</summary>
internal sealed class CliException(string message, int exitCode) : Exception(message)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode => exitCode;
}

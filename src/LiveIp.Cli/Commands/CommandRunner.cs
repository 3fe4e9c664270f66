using System.CommandLine;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary>Runs a command's calls and turns their failures into sentences and exit codes.</summary>
internal sealed class CommandRunner(ConnectionOptions options, IAnsiConsole console, TextWriter output, TextWriter errors)
{
    /// <summary>For people: colours and tables.</summary>
    public IAnsiConsole Console { get; } = console;

    /// <summary>For programs: nothing but data.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>A sentence that is neither, on standard error.</summary>
    public Task NoteAsync(string sentence) => errors.WriteLineAsync(Tone.Plain(sentence));

    /// <param name="command">The command to give an action.</param>
    /// <param name="run">Answers with the exit code.</param>
    /// <param name="whenCancelled">What Ctrl+C answers.</param>
    public void On(
        Command command,
        Func<ParseResult, HostConnection, CancellationToken, Task<int>> run,
        int whenCancelled = ExitCodes.Interrupted
    ) =>
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    using var host = options.Connect(parsed);
                    return await RunAsync(parsed, host, run, whenCancelled, cancellationToken);
                }
                catch (CliException error)
                {
                    await NoteAsync(error.Message);
                    return error.ExitCode;
                }
            }
        );

    private async Task<int> RunAsync(
        ParseResult parsed,
        HostConnection host,
        Func<ParseResult, HostConnection, CancellationToken, Task<int>> run,
        int whenCancelled,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await run(parsed, host, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever broke, broke because the person asked for the end.
            return whenCancelled;
        }
        catch (Exception error) when (Failure.From(error, host.Address) is { } failure)
        {
            foreach (var sentence in failure.Sentences)
            {
                await NoteAsync(sentence);
            }

            return failure.ExitCode;
        }
    }
}

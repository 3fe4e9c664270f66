using System.CommandLine;
using Grpc.Core;
using LiveIp.Cli.Connection;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary>Runs a command's calls and turns their failures into sentences and exit codes.</summary>
internal sealed class CommandRunner(ConnectionOptions options, IAnsiConsole console, TextWriter output, TextWriter errors)
{
    /// <summary>For people: colours and tables.</summary>
    public IAnsiConsole Console { get; } = console;

    /// <summary>For programs: nothing but data.</summary>
    public TextWriter Output { get; } = output;

    public void On(Command command, Func<ParseResult, HostConnection, CancellationToken, Task<int>> run) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, run, cancellationToken));

    private async Task<int> RunAsync(
        ParseResult parsed,
        Func<ParseResult, HostConnection, CancellationToken, Task<int>> run,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var host = options.Connect(parsed);
            return await run(parsed, host, cancellationToken);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            await errors.WriteLineAsync(
                $"The host does not answer: {error.Status.Detail} Is it running? Start it with: dotnet run --project src/LiveIp.Host"
            );
            return ExitCodes.Unreachable;
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Unauthenticated)
        {
            await errors.WriteLineAsync(
                "The host does not accept the token. Give it with --token or LIVEIP_TOKEN, or name the host's data directory with --data."
            );
            return ExitCodes.Unreachable;
        }
        catch (RpcException error)
        {
            await errors.WriteLineAsync(error.Status.Detail);
            foreach (var violation in error.GetRpcStatus()?.GetDetail<Google.Rpc.BadRequest>()?.FieldViolations ?? [])
            {
                await errors.WriteLineAsync($"  {violation.Field}: {violation.Description}");
            }

            return ExitCodes.Refused;
        }
    }
}

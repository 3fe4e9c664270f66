using Google.Rpc;
using Grpc.Core;

namespace LiveIp.Cli.Commands;

/// <summary>What a failure means to a person, and to the shell.</summary>
internal sealed record Failure
{
    public required int ExitCode { get; init; }

    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Null for what is a mistake in this program.</summary>
    public static Failure? From(Exception error, Uri address) =>
        error switch
        {
            RpcException rpc => From(rpc, address),
            IOException or UnauthorizedAccessException => new() { ExitCode = ExitCodes.Usage, Sentences = [error.Message] },
            _ => null,
        };

    /// <summary>
    /// Whether the host itself said it. A platform that cannot be reached is UNAVAILABLE too, and is then no reason to say that the
    /// host does not answer.
    /// </summary>
    public static bool IsFromHost(RpcException error) =>
        error.GetRpcStatus()?.GetDetail<ErrorInfo>() is { Domain: "liveip" } info && info.Reason != "HOST_STOPPING";

    private static Failure From(RpcException error, Uri address)
    {
        if (error.StatusCode == StatusCode.Unauthenticated)
        {
            return Unreachable(
                "The host does not accept the token. Give it with --token or LIVEIP_TOKEN, or name the host's data directory with --data."
            );
        }

        if (IsFromHost(error))
        {
            return new() { ExitCode = ExitCodes.Refused, Sentences = Told(error) };
        }

        return error.StatusCode switch
        {
            // UNIMPLEMENTED is what a web server that is no LiveIp host comes down to.
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Unimplemented => Unreachable(
                $"The host at {address} does not answer: {error.Status.Detail}",
                "Is it running? Start it with: dotnet run --project src/LiveIp.Host (or name another with --address)"
            ),
            _ => new() { ExitCode = ExitCodes.Refused, Sentences = [$"{error.StatusCode}: {error.Status.Detail}"] },
        };
    }

    /// <summary>Each field on a line of its own, and nothing twice: the host's sentence often is the fields one after the other.</summary>
    private static string[] Told(RpcException error)
    {
        var fields = (error.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations ?? [])
            .Select(static v => $"{v.Field}: {v.Description}")
            .ToArray();
        return string.Join("; ", fields) == error.Status.Detail ? fields : [error.Status.Detail, .. fields.Select(static f => $"  {f}")];
    }

    private static Failure Unreachable(params IReadOnlyList<string> sentences) =>
        new() { ExitCode = ExitCodes.Unreachable, Sentences = sentences };
}

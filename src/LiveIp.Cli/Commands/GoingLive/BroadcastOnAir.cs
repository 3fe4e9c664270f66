using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Connection;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary>Which broadcast is meant where none is named.</summary>
internal static class BroadcastOnAir
{
    /// <summary>The one that was given, or the one of 'golive' that is on air or being started.</summary>
    /// <param name="command">For the sentence that asks for a name: "liveip end".</param>
    /// <exception cref="CliException">There is none, or there are several.</exception>
    public static async Task<string> NameAsync(string? given, string command, HostConnection host, CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            return BroadcastNames.Of(given);
        }

        var listed = await host.Broadcasts.ListBroadcastsAsync(
            new() { PageSize = 100, IncludePlanned = true },
            cancellationToken: cancellationToken
        );
        var found = listed
            .Broadcasts.Where(static b =>
                b.Plan.Length > 0 && b.State is Broadcast.Types.State.Live or Broadcast.Types.State.Starting or Broadcast.Types.State.Ending
            )
            .ToArray();
        return found switch
        {
            [var one] => one.Name,
            [] => throw new CliException(
                $"Nothing that 'golive' began is on air. Name what is meant: {command} broadcasts/plan-…",
                ExitCodes.Refused
            ),
            _ => throw new CliException(
                $"Several are on air, name one: {string.Join(", ", found.Select(static b => b.Name))}",
                ExitCodes.Refused
            ),
        };
    }
}

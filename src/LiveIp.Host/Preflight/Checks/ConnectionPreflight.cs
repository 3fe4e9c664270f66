using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Connections;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Whether the channel is followed and heard.</summary>
internal sealed class ConnectionPreflight(ConnectionBoard board) : IPreflightCheck
{
    public Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<PreflightFinding>>([Look(channel)]);

    private PreflightFinding Look(ChannelRecord channel)
    {
        if (!channel.Enabled)
        {
            return Found.Failed(Check.Connection, "The channel is not followed; enable it first.");
        }

        return board.Find(channel.Name) switch
        {
            { State: ConnectionState.Online, Stalled: false } => Found.Ok(Check.Connection, "Online."),
            { State: ConnectionState.Starting or ConnectionState.Recovering } now => Found.Warning(
                Check.Connection,
                now.Detail.Length > 0 ? now.Detail : "It is coming online."
            ),
            { } now => Found.Failed(
                Check.Connection,
                now.Detail.Length > 0 ? now.Detail : $"The connection is {now.State}.",
                now.SignInFailure
            ),
            null => Found.Warning(Check.Connection, "It is not followed yet; ask again in a moment."),
        };
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Channels;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Whether the server that the encoder sends to can be reached from this machine.</summary>
internal sealed class IngestPreflight(PlatformAnswer platform, IngestReach reach) : IPreflightCheck
{
    public Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    ) =>
        platform.AskAsync<IIngestEndpoints, IReadOnlyList<IngestEndpoint>>(
            channel,
            Check.Ingest,
            "does not tell where the encoder sends to; server and key are on its own page.",
            static (adapter, context, token) => adapter.ListIngestAsync(context, token),
            async endpoints => endpoints.Count == 0 ? None() : await JudgeAsync(endpoints[0], cancellationToken),
            cancellationToken
        );

    private static PreflightFinding None() =>
        Found.NotKnown(Check.Ingest, "There is no stream key yet; where LiveIp makes the broadcast, it makes a key as well.");

    private async Task<PreflightFinding> JudgeAsync(IngestEndpoint endpoint, CancellationToken cancellationToken)
    {
        var looks = await Task.WhenAll(
            reach.LookAsync(endpoint.Server, cancellationToken),
            endpoint.BackupServer is { } backup ? reach.LookAsync(backup, cancellationToken) : Task.FromResult<Reach?>(null)
        );
        return looks switch
        {
            [null, _] => Found.NotKnown(
                Check.Ingest,
                $"Nothing tells over {endpoint.Server.Scheme} whether the server is there before a show."
            ),
            [{ Problem: { } problem } server, { Problem: null } second] => Found.Warning(
                Check.Ingest,
                $"{server.Name}: {problem}. The backup {second.Name} answers."
            ),
            [{ Problem: { } problem } server, _] => Found.Failed(Check.Ingest, $"{server.Name}: {problem}."),
            [{ } server, { Problem: { } problem } second] => Found.Warning(
                Check.Ingest,
                $"{server.Name} answers; the backup {second.Name} does not: {problem}."
            ),
            [{ } server, _] => Found.Ok(Check.Ingest, $"{server.Name} answers."),
            _ => None(),
        };
    }
}

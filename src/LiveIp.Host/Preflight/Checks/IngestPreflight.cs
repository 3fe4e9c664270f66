using LiveIp.Contracts;
using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Whether the server that the encoder sends to can be reached from this machine.</summary>
internal sealed class IngestPreflight(ChannelActions actions, IExtensionRegistry registry, IngestReach reach) : IPreflightCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    )
    {
        if (registry.FindPlatform(channel.Platform) is not { } platform)
        {
            return [];
        }

        if (!actions.Offers<IIngestEndpoints>(channel))
        {
            return
            [
                Found.NotKnown(
                    Check.Ingest,
                    $"{platform.Descriptor.DisplayName} does not tell where the encoder sends to; server and key are on its own page."
                ),
            ];
        }

        try
        {
            var endpoints = await actions.UseAsync<IIngestEndpoints, IReadOnlyList<IngestEndpoint>>(
                channel,
                static (adapter, context, token) => adapter.ListIngestAsync(context, token),
                Limit,
                mutates: false,
                cancellationToken
            );
            return [endpoints.Count == 0 ? None() : await JudgeAsync(endpoints[0], cancellationToken)];
        }
        catch (AdapterException e)
        {
            return [Found.Warning(Check.Ingest, $"It could not be found out: {e.Message}")];
        }
    }

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

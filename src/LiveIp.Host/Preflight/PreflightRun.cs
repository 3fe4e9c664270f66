using LiveIp.Host.Channels;
using LiveIp.V1;

namespace LiveIp.Host.Preflight;

/// <summary>Looks at channels before a show: at each with every check, at all of them at once.</summary>
internal sealed class PreflightRun(IEnumerable<IPreflightCheck> checks, ILogger<PreflightRun> logger)
{
    private readonly IPreflightCheck[] _checks = [.. checks];

    /// <summary>A report per channel, each as soon as it is ready.</summary>
    public async IAsyncEnumerable<PreflightReport> RunAsync(
        IReadOnlyList<ChannelRecord> channels,
        PreflightPlan plan,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var looks = channels.Select(c => LookAsync(c, plan, cancellationToken)).ToList();
        await foreach (var look in Task.WhenEach(looks).WithCancellation(cancellationToken))
        {
            yield return await look;
        }
    }

    private async Task<PreflightReport> LookAsync(ChannelRecord channel, PreflightPlan plan, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(_checks.Select(c => LookSafelyAsync(c, channel, plan, cancellationToken)));
        var findings = found.SelectMany(static f => f).OrderBy(static f => f.Check).ToList();
        return new PreflightReport
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            DisplayName = channel.Identity.DisplayName,
            Ready = findings.TrueForAll(static f => f.Outcome != PreflightFinding.Types.Outcome.Failed),
            Findings = { findings },
        };
    }

    /// <summary>A check that breaks says nothing about the show.</summary>
    private async Task<IReadOnlyList<PreflightFinding>> LookSafelyAsync(
        IPreflightCheck check,
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await check.LookAsync(channel, plan, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("{Channel}: {Check} could not look ({Failure}).", channel.Name, check.GetType().Name, e.GetType().Name);
            return
            [
                Found.Warning(PreflightFinding.Types.Check.Unspecified, $"{check.GetType().Name} could not look ({e.GetType().Name})."),
            ];
        }
    }
}

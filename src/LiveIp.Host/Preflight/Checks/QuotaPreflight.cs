using System.Globalization;
using LiveIp.Host.Channels;
using LiveIp.Host.Quotas;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>
/// Whether what is left of the platform's quotas lasts for the show, at the present pace. A limit that the platform tells by itself
/// is new within a minute and says nothing of a show.
/// </summary>
internal sealed class QuotaPreflight(QuotaLedger quotas) : IPreflightCheck
{
    public Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyList<PreflightFinding>>([
            .. quotas.List().Where(q => q.Platform == channel.Platform && !q.IsObserved).Select(q => Judge(q, plan)),
        ]);

    private static PreflightFinding Judge(QuotaStatus quota, PreflightPlan plan)
    {
        var left = string.Create(CultureInfo.InvariantCulture, $"{quota.Label}: {quota.Left} of {quota.Limit} left");
        if (quota.Left <= quota.Reserve)
        {
            return Found.Failed(
                Check.Quota,
                $"{left}, which is kept for what a person asks for; there is nothing to follow the show with until {Text(quota.ResetsAt)}."
            );
        }

        return quota.RunsOutAt is { } end && end < plan.PlannedEnd
            ? Found.Warning(Check.Quota, $"{left}; at the present pace it is gone by {Text(end)}.")
            : Found.Ok(Check.Quota, $"{left}, until {Text(quota.ResetsAt)}.");
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

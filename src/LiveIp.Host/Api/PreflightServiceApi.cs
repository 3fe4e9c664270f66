using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Preflight;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>PreflightService: what to mend before a show.</summary>
internal sealed class PreflightServiceApi(PreflightRun run, ChannelStore channels, TimeProvider clock, IHostApplicationLifetime lifetime)
    : PreflightService.PreflightServiceBase
{
    private const int MostChannels = 100;
    private static readonly TimeSpan UsualLength = TimeSpan.FromHours(4);
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(30);

    public override async Task RunPreflight(
        RunPreflightRequest request,
        IServerStreamWriter<RunPreflightResponse> responseStream,
        ServerCallContext context
    )
    {
        var now = clock.GetUtcNow();
        var checks = new FieldChecks();
        checks.Require(request.Channels.Count <= MostChannels, "channels", $"must not have more than {MostChannels} entries");
        for (var i = 0; i < request.Channels.Count && i < MostChannels; i++)
        {
            checks.ChannelName(request.Channels[i], $"channels[{i}]");
        }

        var end = checks.Time(request.PlannedEnd, "planned_end") ?? now + UsualLength;
        checks.Require(end > now && end <= now + LongestAhead, "planned_end", "must lie ahead, by at most 30 days");
        checks.ThrowIfAny();

        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var wanted = request.Channels.Count > 0 ? Named(request.Channels) : [.. channels.All().Where(static c => c.Enabled)];
        await foreach (var report in run.RunAsync(wanted, new PreflightPlan { PlannedEnd = end }, either.Token))
        {
            await responseStream.WriteAsync(new RunPreflightResponse { Report = report }, context.CancellationToken);
        }
    }

    private List<ChannelRecord> Named(IEnumerable<string> names) =>
        [
            .. names
                .Distinct(StringComparer.Ordinal)
                .Select(n => channels.Get(ChannelRecord.IdOf(n)!) ?? throw ChannelServiceErrors.NoChannel(n)),
        ];
}

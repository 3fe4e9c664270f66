using Grpc.Core;
using Grpc.Health.V1;
using LiveIp.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace LiveIp.Host.Operations.Health;

/// <summary>
/// grpc.health.v1. Services: "" is the host; "liveip.v1.XService" answers while the host runs; "platforms/{id}" and "channels/{id}"
/// serve while what is followed there is online. What is wrong exactly is told by <c>/readyz</c> and ConnectionService.
/// </summary>
internal sealed class HealthServiceApi(HostHealth health, TimeProvider clock) : Grpc.Health.V1.Health.HealthBase
{
    private const string Platforms = "platforms/";
    private static readonly TimeSpan LogLooked = TimeSpan.FromSeconds(1);

    private static readonly HashSet<string> Services =
    [
        .. typeof(HostService)
            .Assembly.GetTypes()
            .Where(static t => t.Namespace == typeof(HostService).Namespace)
            .Select(static t => t.GetProperty("Descriptor")?.GetValue(null))
            .OfType<Google.Protobuf.Reflection.ServiceDescriptor>()
            .Select(static d => d.FullName),
    ];

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        Of(request.Service) is var status and not ServingStatus.ServiceUnknown
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            // As the protocol wants it.
            : throw new RpcException(new Status(StatusCode.NotFound, "There is no such service, platform or channel."));

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, health.Stopping);
        ServingStatus? told = null;
        while (true)
        {
            // Before the look: a host that begins to stop right after it has that still to be told.
            var isEnding = ending.IsCancellationRequested;
            var changed = health.Changed;
            var now = Of(request.Service);
            if (now != told)
            {
                told = now;
                await responseStream.WriteAsync(new HealthCheckResponse { Status = now }, context.CancellationToken);
            }

            if (isEnding)
            {
                return;
            }

            // Connections tell of a change; the log and the plugins are looked at every second.
            await changed.WaitAsync(LogLooked, clock, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private ServingStatus Of(string service)
    {
        var report = health.Look();
        if (service.Length == 0)
        {
            return Serving(report.Condition != HostCondition.Unready);
        }

        if (Services.Contains(service))
        {
            // What is stored can be read even when nothing more can be written.
            return Serving(!health.Stopping.IsCancellationRequested);
        }

        if (service.StartsWith(Platforms, StringComparison.Ordinal))
        {
            var platform = service[Platforms.Length..];
            return health.IsKnown(platform, report)
                ? Serving(report.Channels.Where(c => c.Platform == platform).All(static c => c.IsWell))
                : ServingStatus.ServiceUnknown;
        }

        return report.Channels.FirstOrDefault(c => c.Channel == service) is { } channel
            ? Serving(channel.Condition == ChannelCondition.Online)
            : ServingStatus.ServiceUnknown;
    }

    private static ServingStatus Serving(bool serves) => serves ? ServingStatus.Serving : ServingStatus.NotServing;
}

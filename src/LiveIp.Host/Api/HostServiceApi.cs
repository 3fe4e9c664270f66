using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Events;
using LiveIp.Host.Policies;
using LiveIp.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LiveIp.Host.Api;

/// <summary>HostService: the host itself.</summary>
internal sealed class HostServiceApi(IEventLog log, ConnectionBoard board, PolicyGate policies, HostStart start, IServer server)
    : HostService.HostServiceBase
{
    private static readonly string Version =
        typeof(HostServiceApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public override Task<GetHostResponse> GetHost(GetHostRequest request, ServerCallContext context)
    {
        var connections = board.All();
        // In the order in which the host listens: gRPC first, then the web; one address serves both under TLS.
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToList() ?? [];
        return Task.FromResult(
            new GetHostResponse
            {
                Version = Version,
                LogId = log.LogId,
                StartedAt = start.At.ToTimestamp(),
                LastSequence = log.LastSequence,
                ConnectionsOnline = connections.Count(static c => c.State == ConnectionState.Online),
                ConnectionsTotal = connections.Count,
                GrpcAddress = addresses.FirstOrDefault() ?? "",
                WebAddress = addresses.LastOrDefault() ?? "",
            }
        );
    }

    public override Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListPoliciesResponse { Policies = { policies.List().Select(Describe) } });

    public override Task<ConfirmPolicyResponse> ConfirmPolicy(ConfirmPolicyRequest request, ServerCallContext context)
    {
        if (request.Platform.Length == 0)
        {
            throw RpcErrors.InvalidArgument(("platform", "must name a platform, for instance \"youtube\""));
        }

        try
        {
            return Task.FromResult(
                new ConfirmPolicyResponse { Policy = Describe(policies.Confirm(request.Platform, request.AgreementText, request.Emulated)) }
            );
        }
        catch (KeyNotFoundException)
        {
            throw RpcErrors.NotFound(ErrorReasons.PlatformNotFound, $"No plugin offers platform '{request.Platform}'.");
        }
        catch (InvalidOperationException e)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.NothingToConfirm, e.Message);
        }
        catch (ArgumentException e)
        {
            throw RpcErrors.InvalidArgument(
                ErrorReasons.AgreementMismatch,
                e.Message,
                ("agreement_text", "Repeat agreement_text of the policy.")
            );
        }
    }

    private static PlatformPolicy Describe(PolicyStatus status) =>
        new()
        {
            Platform = status.Platform,
            DerivedMetrics = status.DerivedMetrics switch
            {
                DerivedMetricsPolicy.Allowed => DerivedMetrics.Allowed,
                DerivedMetricsPolicy.NeedsAgreement => DerivedMetrics.NeedsAgreement,
                _ => DerivedMetrics.Forbidden,
            },
            MayDerive = status.MayDerive,
            MayCombine = status.MayCombine,
            AgreementText = status.AgreementText ?? "",
            ConfirmedAt = status.ConfirmedAt?.ToTimestamp(),
            Emulated = status.Emulated,
        };
}

/// <summary>When the host started.</summary>
internal sealed class HostStart(TimeProvider clock)
{
    public DateTimeOffset At { get; } = clock.GetUtcNow();
}

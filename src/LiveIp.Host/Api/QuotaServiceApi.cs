using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Quotas;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>How much is left of what platforms let an application use.</summary>
internal sealed class QuotaServiceApi(QuotaLedger ledger) : QuotaService.QuotaServiceBase
{
    public override Task<ListQuotasResponse> ListQuotas(ListQuotasRequest request, ServerCallContext context) =>
        Task.FromResult(new ListQuotasResponse { Quotas = { ledger.List().Select(ToMessage) } });

    private static Quota ToMessage(QuotaStatus status)
    {
        var message = new Quota
        {
            Platform = status.Platform,
            Bucket = status.Bucket,
            Label = status.Label,
            LabelZh = status.LabelZh,
            Limit = status.Limit,
            Used = status.Used,
            Left = status.Left,
            Reserve = status.Reserve,
            ResetTime = status.ResetsAt.ToTimestamp(),
            UnitsPerHour = status.PerHour,
            RunOutTime = status.RunsOutAt?.ToTimestamp(),
            Observed = status.IsObserved,
        };
        foreach (var (operation, units) in status.ByOperation)
        {
            message.UsedByOperation[operation] = units;
        }

        return message;
    }
}

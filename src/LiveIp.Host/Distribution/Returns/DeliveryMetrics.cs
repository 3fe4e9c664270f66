using LiveIp.Host.Distribution.Redirects;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Returns;

/// <summary>Deliveries with what came back of them by now.</summary>
internal sealed class DeliveryMetrics(ReturnStore returns, RedirectStore redirects)
{
    public IEnumerable<Delivery> With(IReadOnlyList<DeliveryRow> rows)
    {
        string[] ids = [.. rows.Select(static r => r.Id)];
        var (told, clicks) = (returns.Newest(ids), redirects.ClicksOf(ids));
        foreach (var row in rows)
        {
            row.Message.Metrics.Add(told[row.Id]);
            if (clicks.TryGetValue(row.Id, out var counted))
            {
                row.Message.Metrics.Add(counted);
            }
        }

        return rows.Select(static r => r.Message);
    }
}

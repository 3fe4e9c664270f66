using LiveIp.Host.Distribution;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>Waits for rows. SQLite signals nobody, so the row is looked at until the deadline.</summary>
internal static class OutboxWaits
{
    public static async Task<DeliveryRow> UntilAsync(this OutboxStore store, string name, Func<DeliveryRow, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var row = store.List(null, 0, 1000).Deliveries.Single(d => d.Message.Name == name);
            if (condition(row))
            {
                return row;
            }

            await ticks.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>Until the next attempt stands at that time.</summary>
    public static Task<DeliveryRow> UntilAsync(this OutboxStore store, string name, DateTimeOffset next) =>
        store.UntilAsync(name, d => d.NextAttempt == next);
}

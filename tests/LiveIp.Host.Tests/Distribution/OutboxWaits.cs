using LiveIp.Host.Distribution;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>Waits for rows. SQLite signals nobody, so the row is looked at until the deadline.</summary>
internal static class OutboxWaits
{
    /// <summary>Of a post that is worth sending for a day from now.</summary>
    public static (Post Post, IReadOnlyList<DeliveryRow> Deliveries) Create(
        this OutboxStore store,
        TimeProvider clock,
        string text,
        string[] distributors,
        string requestId = "r1",
        string fingerprint = "f"
    ) =>
        store.Create(
            new Post { Text = text },
            [.. distributors.Select(static d => new PlannedDelivery(d, Rendered: null))],
            DeliveryTerms.Of(Post.Types.Kind.Message, notBefore: null, notAfter: null, clock.GetUtcNow()),
            requestId,
            fingerprint
        );

    /// <summary>What a worker would take up now.</summary>
    public static IReadOnlyList<DeliveryRow> Due(this OutboxStore store, TimeProvider clock) =>
        [.. store.Lanes().Where(l => l.ReadyAt <= clock.GetUtcNow()).Select(l => store.Find(l.DeliveryId)!)];

    public static async Task<DeliveryRow> UntilAsync(this OutboxStore store, string name, Func<DeliveryRow, bool> condition)
    {
        var deadline = Deadline.Token();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var row = store.List(null, 0, 1000).Deliveries.Single(d => d.Message.Name == name);
            if (condition(row))
            {
                return row;
            }

            await ticks.WaitForNextTickAsync(deadline);
        }
    }

    /// <summary>Until the next attempt stands at that time.</summary>
    public static Task<DeliveryRow> UntilAsync(this OutboxStore store, string name, DateTimeOffset next) =>
        store.UntilAsync(name, d => d.NextAttempt == next);
}

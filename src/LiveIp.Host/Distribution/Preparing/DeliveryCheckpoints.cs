using LiveIp.Host.Storage;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>
/// What distributors keep of a delivery between attempts. An address to which a video is being uploaded is as good as a key, so it lies in
/// the vault.
/// </summary>
internal sealed class DeliveryCheckpoints(ISecretVault vault)
{
    private const string Id = "checkpoint";
    private const int Longest = 64 * 1024;

    /// <summary>With the delivery's end, or with the delivery, it goes. Numbers of DeliveryState: 1, 2 and 5 may still be asked about.</summary>
    public const string Schema =
        SecretVault.Schema
        + """
            CREATE TRIGGER IF NOT EXISTS delivery_checkpoint_ended AFTER UPDATE OF state ON deliveries WHEN NEW.state NOT IN (1, 2, 5) BEGIN
                DELETE FROM secrets WHERE owner = 'deliveries/' || NEW.id;
            END;
            CREATE TRIGGER IF NOT EXISTS delivery_checkpoint_gone AFTER DELETE ON deliveries BEGIN
                DELETE FROM secrets WHERE owner = 'deliveries/' || OLD.id;
            END;
            """;

    public string? Read(string delivery) => vault.Read(Owner(delivery), Id);

    public Task SaveAsync(string delivery, string? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(checkpoint?.Length ?? 0, Longest, nameof(checkpoint));
        cancellationToken.ThrowIfCancellationRequested();
        vault.Write(Owner(delivery), Id, checkpoint);
        return Task.CompletedTask;
    }

    private static string Owner(string delivery) => $"deliveries/{delivery}";
}

using LiveIp.Contracts;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>
/// New secrets over those of the channel that they are for: what the channel's connection left (Bilibili's session) can be read, and
/// nothing of the channel's is changed by trying.
/// </summary>
internal sealed class OverlaidSecrets(ISecretStore above, ISecretStore below) : ISecretStore
{
    public async ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await above.ReadAsync(id, cancellationToken) ?? await below.ReadAsync(id, cancellationToken);

    public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken) =>
        above.WriteAsync(id, value, cancellationToken);
}

using LiveIp.Contracts;
using LiveIp.Host.Storage;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>One channel's part of the vault, open until <paramref name="closed"/> is cancelled.</summary>
internal sealed class ChannelSecrets(ISecretVault vault, string owner, CancellationToken closed) : ISecretStore
{
    public ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        closed.ThrowIfCancellationRequested();
        return ValueTask.FromResult(vault.Read(owner, id));
    }

    public ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken)
    {
        closed.ThrowIfCancellationRequested();
        vault.Write(owner, id, value);
        return ValueTask.CompletedTask;
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Channels.Placement;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.Quotas;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels;

/// <summary>Takes channels in and lets them go, together with their secrets.</summary>
internal sealed class ChannelRegistrar(
    ChannelStore store,
    IConnectionPlacement placement,
    ISecretVault vault,
    TokenBook tokens,
    AccountStore accounts,
    QuotaLedger quotas,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    private static readonly TimeSpan ResolveLimit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Asks the platform which channel is meant, and stores it. The secrets lie in the vault while the platform is asked, under the
    /// name that the channel will have: a refresh on the way keeps its new tokens. If it comes to nothing they are forgotten.
    /// </summary>
    /// <exception cref="AdapterException">The platform's answer.</exception>
    /// <exception cref="ChannelExistsException"/>
    /// <exception cref="RequestIdReusedException"/>
    public async Task<ChannelRecord> CreateAsync(
        PlatformExtension platform,
        string input,
        IReadOnlyDictionary<string, string> secrets,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        var id = platform.Descriptor.Id;
        var fingerprint = RequestLedger.Fingerprint(id, input);
        if (store.FindByRequest(requestId, fingerprint) is { } made)
        {
            return made;
        }

        var newId = ShortId.Make();
        var owner = ChannelRecord.NameOf(newId);
        store.Doom(owner);
        var kept = false;
        try
        {
            await tokens.Keeper(owner).ReplaceAsync(secrets, cancellationToken);
            var identity = await ResolveAsync(platform, input, owner, cancellationToken);
            if (store.FindHistory(id, identity.Id) is { } history)
            {
                // Its history was imported: that channel becomes the followed one, and keeps its name.
                await CopySecretsAsync(platform, secrets, owner, history.Name, cancellationToken);
            }

            var channel = store.Create(newId, id, identity, requestId, fingerprint);
            kept = channel.Name == owner;
            return channel;
        }
        finally
        {
            if (!kept)
            {
                await ForgetAsync(owner);
            }
        }
    }

    /// <summary>Null when there is no such channel.</summary>
    public async Task<ChannelRecord?> UpdateAsync(
        string id,
        bool? enabled,
        IReadOnlyDictionary<string, string> secrets,
        CancellationToken cancellationToken
    )
    {
        if (store.Get(id) is not { } channel)
        {
            return null;
        }

        if (secrets.Count > 0)
        {
            await tokens.Keeper(channel.Name).ReplaceAsync(secrets, cancellationToken);
            // Given by hand: whose they are is not known.
            accounts.Remove(channel.Name, AccountRole.Broadcaster);
            placement.Restart(channel.Name);
        }

        return enabled is { } wanted ? store.SetEnabled(id, wanted) : channel;
    }

    /// <summary>False when there is no such channel.</summary>
    public async Task<bool> DeleteAsync(string id)
    {
        if (!store.Delete(id))
        {
            return false;
        }

        // Only when the adapter has ended can it no longer write a secret.
        var name = ChannelRecord.NameOf(id);
        await placement.StopAsync(name);
        await ForgetAsync(name);
        return true;
    }

    // As they are now: finding the channel may have brought new tokens.
    private async Task CopySecretsAsync(
        PlatformExtension platform,
        IReadOnlyDictionary<string, string> given,
        string from,
        string to,
        CancellationToken cancellationToken
    )
    {
        var current = platform
            .Descriptor.ChannelSecrets.Select(static s => s.Id)
            .Concat(given.Keys)
            .Concat([OAuthClient.AccessTokenSecret, OAuthClient.RefreshTokenSecret])
            .Distinct(StringComparer.Ordinal)
            .Select(id => (Id: id, Value: vault.Read(from, id)))
            .Where(static s => s.Value is not null)
            .ToDictionary(static s => s.Id, static s => s.Value!, StringComparer.Ordinal);
        await tokens.Keeper(to).ReplaceAsync(current, cancellationToken);
    }

    private async Task ForgetAsync(string owner)
    {
        await tokens.ForgetAsync(owner);
        store.Undoom(owner);
    }

    private async Task<ChannelIdentity> ResolveAsync(
        PlatformExtension platform,
        string input,
        string owner,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(ResolveLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var lease = platform.Create();
            var context = new ResolveContext
            {
                Secrets = new ChannelSecrets(vault, owner, either.Token),
                Tokens = tokens.For(owner, lease.Instance, either.Token),
                Quota = quotas.For(platform.Descriptor.Id, lease.Instance),
                Clock = clock,
                Logger = loggers.CreateLogger($"LiveIp.Platforms.{platform.Descriptor.Id}"),
            };
            return await Task.Run(() => lease.Instance.ResolveAsync(input, context, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(FailureKind.Transient, "The platform did not say in time which channel is meant.");
        }
    }

    private sealed record ResolveContext : IPlatformContext
    {
        public required ISecretStore Secrets { get; init; }

        public required IAccessTokens Tokens { get; init; }

        public required IQuota Quota { get; init; }

        public required TimeProvider Clock { get; init; }

        public required ILogger Logger { get; init; }
    }
}

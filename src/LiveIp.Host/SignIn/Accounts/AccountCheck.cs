using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.Placement;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Plugins;
using LiveIp.Host.Quotas;
using LiveIp.Host.Storage;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>Asks a platform, through its plugin, whether what was signed in with works and whose it is. The one catch of the plugin.</summary>
internal sealed class AccountCheck(
    ISecretVault vault,
    TokenBook tokens,
    QuotaLedger quotas,
    IConnectionPlacement placement,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    /// <summary>Bilibili's room may have to cool down for ten seconds first.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <param name="platform">Has the capability.</param>
    /// <param name="owner">Whose secrets and tokens are tried.</param>
    /// <param name="channel">The channel that they are for, as far as it is known.</param>
    /// <param name="granted">As the token endpoint said.</param>
    /// <param name="cancellationToken">Of whoever asked.</param>
    /// <exception cref="AdapterException">It does not work; every other exception of the plugin becomes one, too.</exception>
    public async Task<SignInReport> AskAsync(
        PlatformExtension platform,
        string owner,
        ChannelRecord? channel,
        IReadOnlyList<string>? granted,
        CancellationToken cancellationToken
    )
    {
        using var end = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        var logger = loggers.CreateLogger($"LiveIp.Platforms.{platform.Descriptor.Id}");
        try
        {
            await using var lease = platform.Create();
            var check = (ISignInCheck)lease.Instance;
            ISecretStore own = new ChannelSecrets(vault, owner, either.Token);
            var context = new CheckContext
            {
                Secrets = channel is null ? own : new OverlaidSecrets(own, new ChannelSecrets(vault, channel.Name, either.Token)),
                Tokens = tokens.For(owner, lease.Instance, either.Token),
                Quota = quotas.For(platform.Descriptor.Id, lease.Instance),
                Clock = clock,
                Logger = logger,
            };
            using var hold = check.TakesConnection && channel is not null ? await placement.HoldAsync(channel.Name) : null;
            return await Task.Run(() => check.CheckSignInAsync(granted, context, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(FailureKind.Transient, "The platform did not say in time whether the sign-in works.");
        }
        catch (Exception e) when (e is not (AdapterException or OperationCanceledException))
        {
            // The plugin's own failure. Its message may hold anything, so only the type is told.
            logger.LogWarning("The sign-in of {Owner} could not be checked: {Failure}.", owner, e.GetType().Name);
            throw new AdapterException(
                FailureKind.Transient,
                $"The plugin of {platform.Descriptor.DisplayName} failed ({e.GetType().Name}).",
                innerException: null
            );
        }
    }

    private sealed record CheckContext : IPlatformContext
    {
        public required ISecretStore Secrets { get; init; }

        public required IAccessTokens Tokens { get; init; }

        public required IQuota Quota { get; init; }

        public required TimeProvider Clock { get; init; }

        public required ILogger Logger { get; init; }
    }
}

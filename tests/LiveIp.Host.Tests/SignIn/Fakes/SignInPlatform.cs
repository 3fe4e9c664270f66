using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Tests.SignIn.Fakes;

/// <summary>A platform whose check of a sign-in is given as a function; its connections stand until they are ended.</summary>
internal sealed class SignInPlatform : PlatformExtension
{
    public Func<IReadOnlyList<string>?, IPlatformContext, CancellationToken, Task<SignInReport>> Check { get; set; } =
        static async (granted, context, token) => Report(await context.Tokens.GetAsync(token), granted);

    public OAuthClient? OAuth { get; set; }

    public bool TakesConnection { get; set; }

    /// <summary>Thrown instead of making an adapter.</summary>
    public AdapterException? NotSetUp { get; set; }

    /// <summary>How many connections run now.</summary>
    public int Running => Volatile.Read(ref _running);

    private int _running;

    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = "test",
            DisplayName = "Test",
            Metrics = [],
            ChannelSecrets =
            [
                new ChannelSecretDescriptor
                {
                    Id = "identity_code",
                    Label = "Identity code",
                    Required = true,
                },
            ],
        };

    public override IReadOnlyList<string> Capabilities => OAuth is null ? ["sign_in_check"] : ["oauth", "sign_in_check"];

    public static SignInReport Report(string account, IReadOnlyList<string>? granted = null, params IReadOnlyList<string> missing) =>
        new()
        {
            AccountId = account,
            AccountName = $"name of {account}",
            Channel = new ChannelIdentity { Id = account, DisplayName = $"channel of {account}" },
            Scopes = granted ?? [],
            MissingScopes = missing,
        };

    public override ExtensionLease<IPlatformAdapter> Create() =>
        NotSetUp is { } failure ? throw failure
        : OAuth is null ? new(new Adapter(this), new Nothing())
        : new(new OAuthAdapter(this), new Nothing());

    private async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        if (OAuth is not null)
        {
            await connection.Tokens.GetAsync(cancellationToken);
        }

        connection.ReportOnline(Continuity.FromNow, TimeSpan.FromHours(1));
        Interlocked.Increment(ref _running);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private class Adapter(SignInPlatform platform) : IPlatformAdapter, ISignInCheck
    {
        public bool TakesConnection => platform.TakesConnection;

        protected SignInPlatform Platform => platform;

        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            Task.FromResult(new ChannelIdentity { Id = input, DisplayName = input });

        public Task RunAsync(IConnection connection, CancellationToken cancellationToken) =>
            platform.RunAsync(connection, cancellationToken);

        public Task<SignInReport> CheckSignInAsync(
            IReadOnlyList<string>? granted,
            IPlatformContext context,
            CancellationToken cancellationToken
        ) => platform.Check(granted, context, cancellationToken);
    }

    private sealed class OAuthAdapter(SignInPlatform platform) : Adapter(platform), IOAuthPlatform
    {
        public OAuthClient OAuth => Platform.OAuth!;
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

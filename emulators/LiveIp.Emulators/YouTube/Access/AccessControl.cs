using System.Collections.Concurrent;
using System.Security.Cryptography;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>
/// Who calls. <c>Id</c> tells callers apart for rate limits; <c>IsOwner</c> is true with the channel owner's OAuth token. <c>Grant</c> is
/// what the token may do; null with an API key.
/// </summary>
internal sealed record Caller(string Id, bool IsOwner, Grant? Grant = null);

/// <summary>The credentials as they came, from headers, query or gRPC metadata.</summary>
internal readonly record struct Presented(string? Authorization, string? Key);

/// <summary>An access token's right and its end.</summary>
internal sealed record IssuedToken(Grant Grant, DateTimeOffset ExpiresAt);

/// <summary>Knows which tokens and keys are good. Tokens live for a while, and a fault can take one back early.</summary>
internal sealed class AccessControl
{
    private const string Scheme = "Bearer ";
    private const string Name = "youtube-tokens.json";

    private static readonly HashSet<string> ReadScopes =
    [
        YouTubeEmulatorOptions.YouTubeScope,
        YouTubeEmulatorOptions.ForceSslScope,
        YouTubeEmulatorOptions.ReadOnlyScope,
    ];

    /// <summary>Any of which reads reports (Analytics API v2, reports.query).</summary>
    public static IReadOnlySet<string> AnalyticsScopes { get; } =
        new HashSet<string>
        {
            YouTubeEmulatorOptions.YouTubeScope,
            YouTubeEmulatorOptions.ReadOnlyScope,
            "https://www.googleapis.com/auth/yt-analytics.readonly",
        };

    private static readonly HashSet<string> WriteScopes = [YouTubeEmulatorOptions.YouTubeScope, YouTubeEmulatorOptions.ForceSslScope];

    private readonly ConcurrentDictionary<string, IssuedToken> _issued = new(StringComparer.Ordinal);
    private readonly PlatformMemory _memory;
    private readonly YouTubeEmulatorOptions _options;
    private readonly FaultBoard _faults;
    private readonly TimeProvider _clock;

    public AccessControl(YouTubeEmulatorOptions options, FaultBoard faults, TimeProvider clock, PlatformMemory memory)
    {
        _memory = memory;
        _options = options;
        _faults = faults;
        _clock = clock;
        if (memory.Recall<Dictionary<string, IssuedToken>>(Name) is { } kept)
        {
            _issued = new(kept, StringComparer.Ordinal);
            return;
        }

        _issued[options.AccessToken] = new IssuedToken(OwnersGrant, clock.GetUtcNow() + options.AccessTokenLifetime);
    }

    private Grant OwnersGrant => new(ConsentAccount.Broadcaster, _options.Scopes);

    /// <summary>A new access token. Those that have expired are forgotten, so that the table stays small.</summary>
    /// <param name="grant">Null: the owner's, with all that the options allow.</param>
    public string Issue(Grant? grant = null)
    {
        var now = _clock.GetUtcNow();
        foreach (var (old, issued) in _issued)
        {
            if (issued.ExpiresAt <= now)
            {
                _issued.TryRemove(old, out _);
            }
        }

        var token = $"ya29.a0{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        _issued[token] = new IssuedToken(grant ?? OwnersGrant, now + _options.AccessTokenLifetime);
        Keep();
        return token;
    }

    /// <summary>Whose access token it is; null: unknown or expired.</summary>
    public Grant? Find(string token) =>
        _issued.TryGetValue(token, out var issued) && issued.ExpiresAt > _clock.GetUtcNow() ? issued.Grant : null;

    /// <summary>No access token is good any more; refresh tokens are.</summary>
    public void ExpireAll()
    {
        _issued.Clear();
        Keep();
    }

    /// <summary>Takes back every access token of the account.</summary>
    public void Revoke(ConsentAccount account)
    {
        foreach (var (token, _) in _issued.Where(i => i.Value.Grant.Account == account))
        {
            _issued.TryRemove(token, out _);
        }

        Keep();
    }

    /// <summary>
    /// Throws <see cref="ApiException"/> unless the caller may read, or write where the call <paramref name="acts"/>; <paramref name="scopes"/> are those of another API. A token wins over a
    /// key, as both may come together.
    /// </summary>
    public Caller Admit(Presented presented, bool ownerOnly, bool acts = false, IReadOnlySet<string>? scopes = null)
    {
        if (!string.IsNullOrEmpty(presented.Authorization))
        {
            return AdmitToken(presented.Authorization, scopes ?? (acts ? WriteScopes : ReadScopes));
        }

        if (string.IsNullOrEmpty(presented.Key))
        {
            throw ApiErrors.NoCredentials();
        }

        if (presented.Key != _options.ApiKey)
        {
            throw ApiErrors.BadKey();
        }

        return ownerOnly ? throw ApiErrors.LoginRequired() : new Caller($"key:{presented.Key}", IsOwner: false);
    }

    private void Keep() => _memory.Keep(Name, _issued.ToDictionary());

    private Caller AdmitToken(string authorization, IReadOnlySet<string> enough)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiErrors.BadToken();
        }

        var token = authorization[Scheme.Length..].Trim();
        if (Find(token) is not { } grant)
        {
            throw ApiErrors.BadToken();
        }

        if (_faults.Take(YouTubeStage.Name, FaultKind.Unauthorized))
        {
            _issued.TryRemove(token, out _);
            Keep();
            throw ApiErrors.BadToken();
        }

        return grant.Scopes.Any(enough.Contains)
            ? new Caller($"token:{token}", grant.Account == ConsentAccount.Broadcaster, grant)
            : throw ApiErrors.InsufficientScopes();
    }
}

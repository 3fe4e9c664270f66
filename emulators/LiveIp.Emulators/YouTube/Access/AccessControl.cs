using System.Collections.Concurrent;
using System.Security.Cryptography;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>Who calls. <c>Id</c> tells callers apart for rate limits; <c>IsOwner</c> is true with the channel owner's OAuth token.</summary>
internal sealed record Caller(string Id, bool IsOwner);

/// <summary>The credentials as they came, from headers, query or gRPC metadata.</summary>
internal readonly record struct Presented(string? Authorization, string? Key);

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

    private static readonly HashSet<string> WriteScopes = [YouTubeEmulatorOptions.YouTubeScope, YouTubeEmulatorOptions.ForceSslScope];

    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiry = new(StringComparer.Ordinal);
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
        if (memory.Recall<Dictionary<string, DateTimeOffset>>(Name) is { } kept)
        {
            _expiry = new(kept, StringComparer.Ordinal);
            return;
        }

        _expiry[options.AccessToken] = clock.GetUtcNow() + options.AccessTokenLifetime;
    }

    /// <summary>A new access token. Those that have expired are forgotten, so that the table stays small.</summary>
    public string Issue()
    {
        var now = _clock.GetUtcNow();
        foreach (var (old, expiry) in _expiry)
        {
            if (expiry <= now)
            {
                _expiry.TryRemove(old, out _);
            }
        }

        var token = $"ya29.a0{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        _expiry[token] = now + _options.AccessTokenLifetime;
        Keep();
        return token;
    }

    /// <summary>
    /// Throws <see cref="ApiException"/> unless the caller may read, or write where the call <paramref name="acts"/>. A token wins over a
    /// key, as both may come together.
    /// </summary>
    public Caller Admit(Presented presented, bool ownerOnly, bool acts = false)
    {
        if (!string.IsNullOrEmpty(presented.Authorization))
        {
            return AdmitToken(presented.Authorization, acts ? WriteScopes : ReadScopes);
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

    private void Keep() => _memory.Keep(Name, _expiry.ToDictionary());

    private Caller AdmitToken(string authorization, HashSet<string> enough)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiErrors.BadToken();
        }

        var token = authorization[Scheme.Length..].Trim();
        if (!_expiry.TryGetValue(token, out var expiry) || expiry <= _clock.GetUtcNow())
        {
            throw ApiErrors.BadToken();
        }

        if (_faults.Take(YouTubeStage.Name, FaultKind.Unauthorized))
        {
            _expiry.TryRemove(token, out _);
            Keep();
            throw ApiErrors.BadToken();
        }

        return _options.Scopes.Any(enough.Contains) ? new Caller($"token:{token}", IsOwner: true) : throw ApiErrors.InsufficientScopes();
    }
}

using System.Security.Cryptography;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.Twitch.Auth;

/// <param name="UserId">Null for an app token.</param>
internal sealed record AccessToken(string Value, string ClientId, string? UserId, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt)
{
    public bool HasAny(IReadOnlyList<string> scopes) => scopes.Count == 0 || scopes.Any(Scopes.Contains);
}

internal sealed record TokenPair(AccessToken Access, string RefreshToken);

/// <summary>The tokens that are good now. A refresh token is good once, as for the platform's public clients.</summary>
internal sealed class TokenStore
{
    private const string Name = "twitch-tokens.json";

    private readonly TwitchEmulatorOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly PlatformMemory _memory;
    private readonly Dictionary<string, AccessToken> _access = [];
    private readonly Dictionary<string, RefreshRight> _refresh = [];

    public TokenStore(TwitchEmulatorOptions options, TimeProvider clock, PlatformMemory memory)
    {
        _options = options;
        _clock = clock;
        _memory = memory;
        if (memory.Recall<Kept>(Name) is { } kept)
        {
            kept.Access.ForEach(t => _access[t.Value] = t);
            _refresh = kept.Refresh;
            return;
        }

        _access[options.AccessToken] = New(options.AccessToken, options.UserId, options.Scopes);
        _refresh[options.RefreshToken] = new RefreshRight(options.UserId, options.Scopes);
    }

    public AccessToken? Find(string value)
    {
        lock (_gate)
        {
            return _access.TryGetValue(value, out var token) && token.ExpiresAt > _clock.GetUtcNow() ? token : null;
        }
    }

    /// <summary>Null: unknown or used before.</summary>
    public TokenPair? Refresh(string refreshToken)
    {
        lock (_gate)
        {
            return _refresh.Remove(refreshToken, out var right) ? Issue(right) : null;
        }
    }

    /// <summary>For a user who has just allowed it.</summary>
    public TokenPair IssueUser(string userId, IReadOnlyList<string> scopes)
    {
        lock (_gate)
        {
            return Issue(new RefreshRight(userId, scopes));
        }
    }

    public AccessToken IssueApp()
    {
        lock (_gate)
        {
            ForgetExpired();
            var access = New(Secret(15), userId: null, []);
            _access[access.Value] = access;
            Keep();
            return access;
        }
    }

    /// <summary>False: there is no such token.</summary>
    public bool Revoke(string value)
    {
        lock (_gate)
        {
            var known = _access.Remove(value) | _refresh.Remove(value);
            Keep();
            return known;
        }
    }

    /// <summary>Every access token of a user dies before its time; refresh tokens live on.</summary>
    public void InvalidateAccess()
    {
        lock (_gate)
        {
            foreach (var token in _access.Values.Where(t => t.UserId is not null).ToList())
            {
                _access.Remove(token.Value);
            }

            Keep();
        }
    }

    private TokenPair Issue(RefreshRight right)
    {
        ForgetExpired();
        var access = New(Secret(15), right.UserId, right.Scopes);
        var pair = new TokenPair(access, Secret(25));
        _access[access.Value] = access;
        _refresh[pair.RefreshToken] = right;
        Keep();
        return pair;
    }

    private void Keep() => _memory.Keep(Name, new Kept([.. _access.Values], _refresh));

    private AccessToken New(string value, string? userId, IReadOnlyList<string> scopes) =>
        new(value, _options.ClientId, userId, scopes, _clock.GetUtcNow() + _options.AccessTokenLifetime);

    private void ForgetExpired()
    {
        var now = _clock.GetUtcNow();
        foreach (var token in _access.Values.Where(t => t.ExpiresAt <= now).ToList())
        {
            _access.Remove(token.Value);
        }
    }

    private static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private sealed record RefreshRight(string UserId, IReadOnlyList<string> Scopes);

    private sealed record Kept(List<AccessToken> Access, Dictionary<string, RefreshRight> Refresh);
}

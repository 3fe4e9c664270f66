using System.Security.Cryptography;
using System.Text;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>What a person allowed: which account, and which scopes.</summary>
internal sealed record Grant(ConsentAccount Account, IReadOnlyList<string> Scopes);

/// <summary>A code on its way to the application (RFC 6749, section 4.1).</summary>
internal sealed record PendingCode(Grant Grant, string RedirectUri, string Challenge, bool Offline, DateTimeOffset ExpiresAt);

/// <summary>Codes that wait to be redeemed, and the refresh tokens that were given out.</summary>
internal sealed class GrantBook
{
    private const string Name = "youtube-grants.json";
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly PlatformMemory _memory;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, PendingCode> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _refresh;

    public GrantBook(YouTubeEmulatorOptions options, TimeProvider clock, PlatformMemory memory)
    {
        (_clock, _memory) = (clock, memory);
        _refresh =
            memory.Recall<Dictionary<string, Grant>>(Name)
            ?? new() { [options.RefreshToken] = new Grant(ConsentAccount.Broadcaster, options.Scopes) };
    }

    public string Allow(Grant grant, string redirectUri, string challenge, bool offline)
    {
        lock (_gate)
        {
            var code = $"4/0A{Secret(24)}";
            _codes[code] = new PendingCode(grant, redirectUri, challenge, offline, _clock.GetUtcNow() + CodeLifetime);
            return code;
        }
    }

    /// <summary>Uses the code up. Null: unknown, used before, or too old.</summary>
    public PendingCode? Redeem(string code)
    {
        lock (_gate)
        {
            return _codes.Remove(code, out var pending) && pending.ExpiresAt > _clock.GetUtcNow() ? pending : null;
        }
    }

    public string GiveRefreshToken(Grant grant)
    {
        lock (_gate)
        {
            var token = $"1//0{Secret(32)}";
            _refresh[token] = grant;
            _memory.Keep(Name, _refresh);
            return token;
        }
    }

    /// <summary>Null: unknown or revoked.</summary>
    public Grant? Find(string refreshToken)
    {
        lock (_gate)
        {
            return _refresh.GetValueOrDefault(refreshToken);
        }
    }

    /// <summary>Takes back every refresh token of the account: consent is given to the application, not to a token.</summary>
    public void Revoke(ConsentAccount account)
    {
        lock (_gate)
        {
            foreach (var token in _refresh.Where(r => r.Value.Account == account).Select(static r => r.Key).ToList())
            {
                _refresh.Remove(token);
            }

            _memory.Keep(Name, _refresh);
        }
    }

    /// <summary>RFC 7636, section 4.6, for S256.</summary>
    public static bool Verifies(string verifier, string challenge) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        == challenge;

    private static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}

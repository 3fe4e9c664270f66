using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Host.Storage;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>
/// The access token of one channel. One refresh at a time, shared by all who wait for it and not ended by any of them: the answer
/// to a refresh may hold the only refresh token that is left.
/// </summary>
#pragma warning disable CA1001 // Neither holds a handle or a timer, and its life ends with the last caller that holds it.
internal sealed class TokenKeeper(ISecretVault vault, string owner, TokenEndpoint endpoint, TimeProvider clock)
#pragma warning restore CA1001
{
    private const string ExpirySecret = "access_token_expires_at";
    private const string VerifiedSecret = "verified_at";

    /// <summary>There while a refresh is on its way: found at a start, its answer was lost with the process.</summary>
    private const string UnansweredSecret = "refresh_unanswered";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan QuietAfterFailure = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task<string>? _refresh;
    private TokenAnswer? _unsaved;
    private DateTimeOffset _notEarlyBefore;
    private string? _refused;

    /// <summary>Why the platform gives no tokens any more until a person signs in; null while it does.</summary>
    public AdapterException? Refusal { get; private set; }

    /// <summary>When a refresh of the owner's sign-in last succeeded; null when none did.</summary>
    public static DateTimeOffset? VerifiedAt(ISecretVault vault, string owner) =>
        long.TryParse(vault.Read(owner, VerifiedSecret), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>When the owner's access token ends; null when there is none, or the platform did not say.</summary>
    public static DateTimeOffset? ExpiresAt(ISecretVault vault, string owner) =>
        vault.Read(owner, ExpirySecret)?.Split(' ') is [_, var at]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public async ValueTask<string> GetAsync(OAuthClient client, CancellationToken cancellationToken)
    {
        var token = Read(OAuthClient.AccessTokenSecret);
        if (token is null)
        {
            return await RefreshAsync(client, rejected: null, cancellationToken);
        }

        var now = clock.GetUtcNow();
        if (Expiry() is not { } expiry || now < expiry.Early)
        {
            return token;
        }

        if (now < expiry.At && now < _notEarlyBefore)
        {
            return token;
        }

        try
        {
            return await RefreshAsync(client, token, cancellationToken);
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Transient or FailureKind.RateLimited && clock.GetUtcNow() < expiry.At)
        {
            // It was early; the token still holds.
            _notEarlyBefore = clock.GetUtcNow() + QuietAfterFailure;
            return token;
        }
    }

    /// <param name="rejected">The token that no longer works; null when there is none.</param>
    public async ValueTask<string> RefreshAsync(OAuthClient client, string? rejected, CancellationToken cancellationToken)
    {
        Task<string> refresh;
        lock (_lock)
        {
            if (_refresh is not { IsCompleted: false })
            {
                _refresh = Task.Run(() => RefreshInTurnAsync(client, rejected), CancellationToken.None);
            }

            refresh = _refresh;
        }

        return await refresh.WaitAsync(cancellationToken);
    }

    /// <summary>Lets a person's new secrets in, when no refresh is on its way whose answer would overwrite them.</summary>
    public async Task ReplaceAsync(IReadOnlyDictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            (_unsaved, Refusal) = (null, null);
            vault.Write(owner, UnansweredSecret, null);
            if (secrets.ContainsKey(OAuthClient.RefreshTokenSecret) || secrets.ContainsKey(OAuthClient.AccessTokenSecret))
            {
                // Of the sign-in before, perhaps of another account.
                vault.Write(owner, OAuthClient.AccessTokenSecret, null);
                vault.Write(owner, ExpirySecret, null);
                vault.Write(owner, VerifiedSecret, null);
            }

            foreach (var (id, value) in secrets)
            {
                vault.Write(owner, id, value.Length > 0 ? value : null);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps what a sign-in brought, in place of what was there: the refresh token first.</summary>
    public async Task TakeAsync(TokenAnswer answer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (answer.RefreshToken is null)
            {
                // It would be of another sign-in.
                vault.Write(owner, OAuthClient.RefreshTokenSecret, null);
            }

            Save(answer);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Keeps what another owner has now, in place of what was there: the refresh token first.</summary>
    public async Task TakeFromAsync(TokenKeeper other, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            (_unsaved, Refusal) = (null, null);
            // Gone before the other account's refresh token is there, or a death in between would leave two accounts mixed.
            vault.Write(owner, OAuthClient.AccessTokenSecret, null);
            vault.Write(owner, ExpirySecret, null);
            Copy(OAuthClient.RefreshTokenSecret);
            Copy(UnansweredSecret);
            Copy(OAuthClient.AccessTokenSecret);
            Copy(ExpirySecret);
            Copy(VerifiedSecret);
        }
        finally
        {
            _turn.Release();
        }

        void Copy(string id) => vault.Write(owner, id, other.Read(id));
    }

    /// <summary>Forgets everything of this owner, once no refresh is on its way.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            (_unsaved, Refusal) = (null, null);
            vault.Forget(owner);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string> RefreshInTurnAsync(OAuthClient client, string? rejected)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (_unsaved is { } waiting)
            {
                return Save(waiting);
            }

            if (Read(OAuthClient.AccessTokenSecret) is { } current && current != rejected)
            {
                return current;
            }

            var refreshToken =
                Read(OAuthClient.RefreshTokenSecret)
                ?? throw new AdapterException(
                    FailureKind.SignInRequired,
                    "There is no refresh token to get a new access token with. Sign in again."
                )
                {
                    SignIn = SignInFailure.Revoked,
                };
            if (refreshToken == _refused && Refusal is { } refusal)
            {
                // The platform will not take it back: whoever else asks is told the same, and the platform is not asked again.
                throw new AdapterException(refusal.Kind, refusal.Message) { SignIn = refusal.SignIn, Reason = refusal.Reason };
            }

            var answer = await AskAsync(client, refreshToken);
            _unsaved = answer;
            return Save(answer);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// That the question is on its way is durable before it leaves: a one-time refresh token may be used up by it, and after a death
    /// of the process in between a person can be told why the sign-in is gone.
    /// </summary>
    private async Task<TokenAnswer> AskAsync(OAuthClient client, string refreshToken)
    {
        var lost = Read(UnansweredSecret) is not null;
        if (!lost)
        {
            vault.Write(owner, UnansweredSecret, "1");
        }

        try
        {
            return await endpoint.RefreshAsync(client, refreshToken, lost, () => lost = true);
        }
        catch (AdapterException e)
        {
            if (!lost)
            {
                vault.Write(owner, UnansweredSecret, null);
            }

            if (e.Kind == FailureKind.SignInRequired)
            {
                // Settings that are wrong can be mended; a refresh token that is gone cannot.
                (Refusal, _refused) = (e, e.SignIn == SignInFailure.Revoked ? refreshToken : null);
            }

            throw;
        }
    }

    /// <summary>
    /// The new refresh token first: it may be the only one that works from now on (one-time refresh tokens). If the vault fails, the
    /// answer is kept and written before anything else is asked for.
    /// </summary>
    private string Save(TokenAnswer answer)
    {
        if (answer.RefreshToken is { } next && next != Read(OAuthClient.RefreshTokenSecret))
        {
            vault.Write(owner, OAuthClient.RefreshTokenSecret, next);
        }

        vault.Write(owner, UnansweredSecret, null);
        vault.Write(owner, ExpirySecret, null);
        vault.Write(owner, OAuthClient.AccessTokenSecret, answer.AccessToken);
        if (answer.ExpiresIn is { } lifetime)
        {
            var early = lifetime / 10 < Longest ? lifetime / 10 : Longest;
            var at = clock.GetUtcNow() + lifetime;
            vault.Write(
                owner,
                ExpirySecret,
                string.Create(CultureInfo.InvariantCulture, $"{(at - early).ToUnixTimeSeconds()} {at.ToUnixTimeSeconds()}")
            );
        }

        // Retention asks for it: what YouTube lets be kept hangs on a sign-in that was confirmed within 30 days.
        vault.Write(owner, VerifiedSecret, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        (_unsaved, Refusal) = (null, null);
        return answer.AccessToken;
    }

    private string? Read(string id) => vault.Read(owner, id) is { Length: > 0 } value ? value : null;

    /// <summary>When to refresh and when the token ends; null when the platform did not say.</summary>
    private (DateTimeOffset Early, DateTimeOffset At)? Expiry() =>
        Read(ExpirySecret)?.Split(' ') is [var early, var at]
        && long.TryParse(early, NumberStyles.None, CultureInfo.InvariantCulture, out var earlySeconds)
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var atSeconds)
            ? (DateTimeOffset.FromUnixTimeSeconds(earlySeconds), DateTimeOffset.FromUnixTimeSeconds(atSeconds))
            : null;
}

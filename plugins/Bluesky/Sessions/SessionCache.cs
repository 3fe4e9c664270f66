using LiveIp.Contracts;

namespace LiveIp.Plugins.Bluesky.Sessions;

/// <summary>
/// Keeps the session from one post to the next: an account may sign in 30 times in five minutes and 300 times a day, so a sign-in for
/// every post would use that up. Lives as long as the plugin, in memory only.
/// </summary>
internal sealed class SessionCache : IDisposable
{
    /// <summary>How long a refusal without a time of its own is taken for the answer.</summary>
    private static readonly TimeSpan Refusal = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private string? _owner;
    private Session? _session;
    private AdapterException? _refused;
    private DateTimeOffset _refusedUntil;

    /// <summary>The session of the account; signs in where there is none.</summary>
    /// <exception cref="AdapterException">There is none to be had.</exception>
    /// <exception cref="OperationCanceledException">The time was over first.</exception>
    public Task<Session> GetAsync(Account account, TimeProvider clock, CancellationToken cancellationToken) =>
        RenewAsync(account, stale: null, clock, cancellationToken);

    /// <summary>Another session than the stale one, which several deliveries may find stale at once.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<Session> RenewAsync(Account account, Session? stale, TimeProvider clock, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_owner != account.Fingerprint)
            {
                (_owner, _session, _refused) = (account.Fingerprint, null, null);
            }

            if (_session is { } known && !ReferenceEquals(known, stale))
            {
                return known;
            }

            var now = clock.GetUtcNow();
            if (_session is { } old)
            {
                _session = await SessionCalls.RefreshAsync(old, now, cancellationToken);
            }

            return _session ??= await SignInAsync(account, now, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Session> SignInAsync(Account account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_refused is { } refused && now < _refusedUntil)
        {
            throw new AdapterException(refused.Kind, refused.Message, _refusedUntil - now);
        }

        try
        {
            return await SessionCalls.SignInAsync(account, now, cancellationToken);
        }
        catch (AdapterException e) when (e.Kind is FailureKind.SignInRequired or FailureKind.RateLimited)
        {
            (_refused, _refusedUntil) = (e, now + (e.RetryAfter ?? Refusal));
            throw;
        }
    }
}

using LiveIp.Host.Channels.State;

namespace LiveIp.Host.SignIn.Sessions;

/// <summary>The sign-ins under way, and those that ended a short while ago: bounded in number and in time. They do not survive the host.</summary>
internal sealed class SignInSessions(SignInRun run, TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>Each may hold a port, and asks a platform every few seconds.</summary>
    public const int MostUnderWay = 16;

    private const string Prefix = "signInSessions/";
    private const int MostKept = 256;

    /// <summary>As long as Twitch's and Google's device codes live.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>How long the end of a sign-in can be read, at least.</summary>
    private static readonly TimeSpan KeptAfterwards = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _sessions = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;

    public static bool IsName(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && !name.AsSpan(Prefix.Length).Contains('/');

    /// <summary>Begins, or answers with the session that the same request began.</summary>
    /// <param name="requestId">Empty for a call that may not be repeated.</param>
    /// <param name="fingerprint">Of what is asked for; no secrets.</param>
    /// <exception cref="RequestIdReusedException"/>
    /// <exception cref="TooManySignInsException"/>
    public SignInSession Begin(SignInOrder order, string requestId, string fingerprint)
    {
        lock (_lock)
        {
            Prune();
            if (requestId.Length > 0 && _sessions.Values.FirstOrDefault(k => k.Session.RequestId == requestId) is { Session: var known })
            {
                return known.Fingerprint == fingerprint
                    ? known
                    : throw new RequestIdReusedException($"request_id '{requestId}' was used before with other content.");
            }

            if (_stopping.IsCancellationRequested || _sessions.Values.Count(static k => !k.Session.HasEnded) >= MostUnderWay)
            {
                throw new TooManySignInsException();
            }

            var session = new SignInSession(Prefix + ShortId.Make(), requestId, fingerprint, clock.GetUtcNow() + Longest);
            var work = Task.Run(() => RunAsync(order, session));
            _sessions[session.Name] = new Kept { Session = session, Work = work };
            return session;
        }
    }

    /// <summary>Null when there is none, or no longer.</summary>
    public SignInSession? Find(string name)
    {
        lock (_lock)
        {
            Prune();
            return _sessions.GetValueOrDefault(name)?.Session;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A host that ended by itself is stopped once more by whoever owns it.
            if (_disposed)
            {
                return;
            }
        }

        await _stopping.CancelAsync();
        List<Task> work;
        lock (_lock)
        {
            work = [.. _sessions.Values.Select(static k => k.Work)];
        }

        await Task.WhenAll(work).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _stopping.Dispose();
    }

    private async Task RunAsync(SignInOrder order, SignInSession session)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
        var work = run.RunAsync(order, session, end.Token);
        if (await Task.WhenAny(work, session.Cancelled) != work)
        {
            await end.CancelAsync();
        }

        await work;
    }

    private void Prune()
    {
        var now = clock.GetUtcNow();
        foreach (var kept in _sessions.Values.Where(static k => k.Session.HasEnded).ToList())
        {
            if (now >= kept.Session.ExpiresAt + KeptAfterwards || _sessions.Count > MostKept)
            {
                _sessions.Remove(kept.Session.Name);
            }
        }
    }

    private sealed record Kept
    {
        public required SignInSession Session { get; init; }

        public required Task Work { get; init; }
    }
}

/// <summary>No further sign-in can begin now.</summary>
internal sealed class TooManySignInsException()
    : Exception($"{SignInSessions.MostUnderWay} sign-ins are under way; finish or cancel one first.");

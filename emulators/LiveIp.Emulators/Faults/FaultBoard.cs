using System.Collections.Concurrent;

namespace LiveIp.Emulators.Faults;

/// <summary>What can be made to go wrong, by the names that <c>POST /faults</c> takes.</summary>
internal enum FaultKind
{
    /// <summary>Break every live connection of the platform without a goodbye.</summary>
    Drop,

    /// <summary>For some seconds, live sessions stand and say nothing; what happens meanwhile is not sent later.</summary>
    Stall,

    /// <summary>Send the next N occurrences twice.</summary>
    Duplicate,

    /// <summary>Swap the next N pairs of occurrences.</summary>
    Reorder,

    /// <summary>Refuse the access token now in use: the next N authorised calls answer 401 until it is refreshed.</summary>
    Unauthorized,

    /// <summary>Every access token ends now, and with it the streams that were opened with one: UNAUTHENTICATED (YouTube).</summary>
    ExpireTokens,

    /// <summary>Answer the next N API calls with 429.</summary>
    RateLimited,

    /// <summary>Answer the next N API calls with 503.</summary>
    ServerError,

    /// <summary>Send N frames that cannot be parsed.</summary>
    Malformed,

    /// <summary>End the feed the platform's own way: a clean end of YouTube's stream, Twitch's session_reconnect, Bilibili's INTERACTION_END.</summary>
    EndFeed,

    /// <summary>The account takes its consent back: every subscription is revoked (Twitch).</summary>
    Revoke,

    /// <summary>All quota is used up (YouTube).</summary>
    QuotaExceeded,

    /// <summary>For some seconds, every API answer comes late by <c>Milliseconds</c>.</summary>
    Slow,

    /// <summary>Carry out the next N acting API calls and lose the answer.</summary>
    LoseAnswer,

    /// <summary>Carry out the next N acting API calls and answer 503 (YouTube).</summary>
    FailAfterActing,

    /// <summary>Of every operation that acts, carry out the first call from now on and lose its answer; what follows is answered.</summary>
    LoseEachAnswer,

    /// <summary>
    /// Give the tokens that the next N token requests ask for and lose the answer, after holding it back for <c>Seconds</c>.
    /// </summary>
    LoseTokenAnswer,

    /// <summary>Do not answer the next N heartbeats (Bilibili), or leave out N keepalives (Twitch).</summary>
    WithholdHeartbeat,
}

/// <summary>One order to misbehave.</summary>
internal sealed record Fault(string Platform, FaultKind Kind, int Count = 1, double Seconds = 0, int Milliseconds = 0);

/// <summary>
/// Orders waiting to be carried out, per platform. Kinds that happen at once (<see cref="FaultKind.Drop"/>,
/// <see cref="FaultKind.EndFeed"/>, <see cref="FaultKind.Stall"/>) go to the platform by <see cref="Ordered"/>;
/// the others are counted down where they apply, by <see cref="Take"/>.
/// </summary>
internal sealed class FaultBoard
{
    private readonly ConcurrentDictionary<(string Platform, FaultKind Kind), int> _waiting = new();
    private readonly Lock _lock = new();

    /// <summary>How often <see cref="FaultKind.LoseEachAnswer"/> was ordered of a platform.</summary>
    private readonly Dictionary<string, int> _losing = new(StringComparer.Ordinal);

    /// <summary>In which of these orders the operation's answer was lost last.</summary>
    private readonly Dictionary<(string Platform, string Operation), int> _lost = [];
    private readonly ConcurrentDictionary<(string Platform, FaultKind Kind), double> _seconds = new();

    /// <summary>Raised on the caller's thread for every order.</summary>
    public event Action<Fault>? Ordered;

    public void Order(Fault fault)
    {
        if (fault.Kind == FaultKind.LoseEachAnswer)
        {
            lock (_lock)
            {
                _losing[fault.Platform] = _losing.GetValueOrDefault(fault.Platform) + 1;
            }
        }
        else if (
            fault.Kind
            is not (
                FaultKind.ExpireTokens
                or FaultKind.Drop
                or FaultKind.Stall
                or FaultKind.EndFeed
                or FaultKind.Revoke
                or FaultKind.Slow
                or FaultKind.QuotaExceeded
            )
        )
        {
            _seconds[(fault.Platform, fault.Kind)] = fault.Seconds;
            _waiting.AddOrUpdate((fault.Platform, fault.Kind), fault.Count, (_, n) => n + fault.Count);
        }

        Ordered?.Invoke(fault);
    }

    /// <summary>What was ordered and has met nothing yet.</summary>
    public IReadOnlyList<Fault> Waiting =>
        [.. _waiting.Where(static w => w.Value > 0).Select(static w => new Fault(w.Key.Platform, w.Key.Kind, w.Value))];

    /// <summary>Whether the answer to a call that was carried out is to be lost. Ask once per call, and only for calls that act.</summary>
    /// <param name="platform">"twitch"</param>
    /// <param name="operation">The same for all calls of one kind: "POST /youtube/v3/liveBroadcasts".</param>
    public bool LosesAnswer(string platform, string operation) => Take(platform, FaultKind.LoseAnswer) || LosesOfEach(platform, operation);

    /// <summary>Operations whose answer <see cref="FaultKind.LoseEachAnswer"/> has lost, in alphabetical order.</summary>
    public IReadOnlyList<string> Lost(string platform)
    {
        lock (_lock)
        {
            return [.. _lost.Keys.Where(k => k.Platform == platform).Select(static k => k.Operation).Order(StringComparer.Ordinal)];
        }
    }

    private bool LosesOfEach(string platform, string operation)
    {
        lock (_lock)
        {
            var order = _losing.GetValueOrDefault(platform);
            if (_lost.GetValueOrDefault((platform, operation)) >= order)
            {
                return false;
            }

            _lost[(platform, operation)] = order;
            return true;
        }
    }

    /// <summary>How long the last fault of this kind was ordered to take.</summary>
    public TimeSpan LengthOf(string platform, FaultKind kind) => TimeSpan.FromSeconds(_seconds.GetValueOrDefault((platform, kind)));

    /// <summary>True, and one fewer waiting, if such a fault was ordered.</summary>
    public bool Take(string platform, FaultKind kind)
    {
        var key = (platform, kind);
        while (_waiting.TryGetValue(key, out var n) && n > 0)
        {
            if (_waiting.TryUpdate(key, n - 1, n))
            {
                return true;
            }
        }

        return false;
    }
}

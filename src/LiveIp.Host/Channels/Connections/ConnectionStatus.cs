using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Chat.Lines;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Connections;

/// <summary>How it goes with following one channel. Lives as long as the channel does in this process; any thread may read it.</summary>
internal sealed class ConnectionStatus
{
    private readonly Lock _lock = new();
    private readonly ChannelRecord _channel;
    private readonly TimeProvider _clock;
    private readonly EventRate _rate;
    private readonly Action _changed;
    private ConnectionState _state = ConnectionState.Stopped;
    private DateTimeOffset _since;
    private string _detail = "";
    private DateTimeOffset? _nextAttempt;
    private SignInFailure _signIn;
    private TimeSpan _maxSilence;
    private bool _stalled;
    private long _events;
    private long _duplicates;
    private long _reconnects;

    /// <param name="changed">Called after every change of state, on the thread that made it.</param>
    /// <param name="unreadable">Counts what could not be read, over all channels.</param>
    /// <param name="own">Knows what this host wrote.</param>
    public ConnectionStatus(
        ChannelRecord channel,
        TimeProvider clock,
        Action changed,
        UnreadableCounter? unreadable = null,
        OwnLines? own = null
    )
    {
        Own = own;
        Unreadable = new UnreadableLimit(channel.Platform, clock, unreadable);
        (_channel, _clock, _changed, _since) = (channel, clock, changed, clock.GetUtcNow());
        _rate = new EventRate(clock);
        Hearing = new Hearing(clock);
        Committed = Count;
    }

    public Hearing Hearing { get; }

    public UnreadableLimit Unreadable { get; }

    /// <summary>Null where nobody writes.</summary>
    public OwnLines? Own { get; }

    /// <summary>Of the present attempt, until it is online.</summary>
    public AttemptSpan? Attempt { get; set; }

    /// <summary>For the log to tell what became of a batch; one delegate for all batches.</summary>
    public Action<int, int> Committed { get; }

    public ConnectionState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <param name="detail">A sentence for a person; no secrets.</param>
    /// <param name="signIn">Where the sign-in is to blame, how.</param>
    public void Set(
        ConnectionState state,
        string detail,
        DateTimeOffset? nextAttempt = null,
        SignInFailure signIn = SignInFailure.Unspecified
    )
    {
        lock (_lock)
        {
            _since = state == _state ? _since : _clock.GetUtcNow();
            (_state, _detail, _nextAttempt, _signIn) = (state, detail, nextAttempt, signIn);
        }

        _changed();
    }

    public void Online(TimeSpan maxSilence, bool again)
    {
        lock (_lock)
        {
            (_maxSilence, _stalled) = (maxSilence, false);
            _reconnects += again ? 1 : 0;
        }

        Attempt?.Online();
        Set(ConnectionState.Online, "");
    }

    /// <summary>The connection stood and said nothing; shown until the channel is online again.</summary>
    public void Stalled(string detail)
    {
        lock (_lock)
        {
            _stalled = true;
        }

        Set(ConnectionState.Recovering, detail);
    }

    public Connection Snapshot()
    {
        var now = _clock.GetUtcNow();
        var heard = Hearing.LastHeard;
        lock (_lock)
        {
            return new Connection
            {
                Channel = _channel.Name,
                Platform = _channel.Platform,
                DisplayName = _channel.Identity.DisplayName,
                State = _state,
                StateSince = _since.ToTimestamp(),
                LastHeardAt = heard?.ToTimestamp(),
                SecondsSinceHeard = heard is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0,
                MaxSilenceSeconds = _maxSilence.TotalSeconds,
                Stalled = _stalled,
                EventsPerSecond = _rate.PerSecond,
                Events = Interlocked.Read(ref _events),
                Duplicates = Interlocked.Read(ref _duplicates),
                Reconnects = _reconnects,
                Detail = _detail,
                NextAttemptAt = _nextAttempt?.ToTimestamp(),
                SignInFailure = _signIn,
            };
        }
    }

    private void Count(int accepted, int dropped)
    {
        Interlocked.Add(ref _events, accepted);
        Interlocked.Add(ref _duplicates, dropped);
        _rate.Add(accepted);
    }
}

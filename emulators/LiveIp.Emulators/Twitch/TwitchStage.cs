using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Past;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch.Auth;
using LiveIp.Emulators.Twitch.EventSub;
using LiveIp.Emulators.Twitch.Helix;
using LiveIp.Emulators.Twitch.Occurrences;
using LiveIp.Emulators.Twitch.Polls;
using LiveIp.Emulators.Twitch.Predictions;
using LiveIp.Emulators.Twitch.Videos;

namespace LiveIp.Emulators.Twitch;

/// <summary>Twitch: id.twitch.tv, api.twitch.tv and eventsub.wss.twitch.tv on one port.</summary>
internal sealed class TwitchStage : IPlatformStage
{
    public const string Name = "twitch";

    private const string LivesName = "twitch-lives.json";

    private readonly Lock _telling = new();
    private readonly FaultBoard _faults;
    private readonly EventSubServer _eventSub;
    private readonly TokenStore _tokens;
    private readonly HelixGate _gate;
    private readonly IdEndpoints _id;
    private readonly ActivatePage _activate;
    private readonly ChannelEndpoints _channel;
    private readonly ChannelUpdate _update;
    private readonly CategoryEndpoints _categories;
    private readonly ChatEndpoints _chat;
    private readonly BanEndpoints _bans;
    private readonly PollEndpoints _polls;
    private readonly SubscriptionEndpoints _subscriptions;
    private readonly VideoBook _videos = new();
    private readonly IReadOnlyList<Action<IEndpointRouteBuilder>> _moments;
    private readonly Wording _wording;
    private readonly Publisher _publisher;

    public TwitchStage(
        TruthLedger truth,
        FaultBoard faults,
        TimeProvider clock,
        TwitchEmulatorOptions options,
        PlatformMemory? memory = null,
        ConsentBoard? consents = null
    )
    {
        _faults = faults;
        memory ??= new PlatformMemory(null);
        var life = memory.Recall<long>(LivesName);
        memory.Keep(LivesName, life + 1);
        var ids = new TwitchIds(options, life);
        _tokens = new TokenStore(options, clock, memory);
        _eventSub = new EventSubServer(options, faults, clock);
        _gate = new HelixGate(_tokens, new RateLimiter(options.RateLimit, clock), faults, clock);
        consents ??= new ConsentBoard();
        var devices = new DeviceCodes(options, consents, clock);
        _id = new IdEndpoints(_tokens, devices, consents, faults, options, clock);
        _activate = new ActivatePage(devices);
        _wording = new Wording(ids, truth, clock);
        _channel = new ChannelEndpoints(_gate, ids, () => _wording.State);
        _update = new ChannelUpdate(_gate, () => _wording.State, Change);
        _categories = new CategoryEndpoints(_gate, options);
        _chat = new ChatEndpoints(_gate, ids, options, Act, clock);
        _bans = new BanEndpoints(_gate, ids, Act);
        _polls = new PollEndpoints(_gate, ids, Act, clock);
        _subscriptions = new SubscriptionEndpoints(_gate, _eventSub);
        _moments =
        [
            new VideoEndpoints(_gate, ids, _videos, clock).Map,
            new ClipEndpoints(_gate, ids, options, _videos, () => _wording.State, clock).Map,
            new MarkerEndpoints(_gate, ids, () => _wording.State, clock).Map,
            new PredictionEndpoints(_gate, ids, Act, clock).Map,
        ];
        _publisher = new Publisher(_eventSub, faults, clock);
        faults.Ordered += OnOrdered;
    }

    public string Platform => Name;

    /// <summary>As it is now.</summary>
    public ChannelState Channel => _wording.State;

    /// <summary>How many polls were started over Helix.</summary>
    public int PollsStarted => _wording.Polls.Count;

    public PlatformAbilities Abilities { get; } = new(Wording.Kinds, 500);

    public void Map(IEndpointRouteBuilder endpoints)
    {
        _id.Map(endpoints);
        _activate.Map(endpoints);
        _channel.Map(endpoints);
        _update.Map(endpoints);
        _categories.Map(endpoints);
        _chat.Map(endpoints);
        _bans.Map(endpoints);
        _polls.Map(endpoints);
        _subscriptions.Map(endpoints);
        foreach (var map in _moments)
        {
            map(endpoints);
        }

        endpoints.Map("/helix/{**rest}", context => NotFoundAsync(context));
        var webSocket = endpoints.CreateApplicationBuilder();
        webSocket.UseWebSockets();
        webSocket.Run(_eventSub.AcceptAsync);
        endpoints.MapGet("/ws", webSocket.Build());
    }

    /// <summary>A show of the past, or newer numbers of one.</summary>
    public void Remember(PastShow show) => _videos.Remember(show);

    public void Perform(ShowEvent occurrence)
    {
        lock (_telling)
        {
            _publisher.Publish(_wording.Tell(occurrence));
        }
    }

    /// <summary>The creator changed the channel over the API: whoever listens is told.</summary>
    private void Change(ChannelState next)
    {
        lock (_telling)
        {
            _publisher.Publish(_wording.TellUpdate(next));
        }
    }

    /// <summary>Does something over the API, and tells whoever listens what came of it.</summary>
    private HelixAnswer Act(Func<Wording, (HelixAnswer Answer, IReadOnlyList<Notification> Told)> act)
    {
        lock (_telling)
        {
            var (answer, told) = act(_wording);
            _publisher.Publish(told);
            return answer;
        }
    }

    /// <summary>The platform takes subscriptions away: revocation frames go out, their status changes.</summary>
    /// <param name="type">Null: all of them.</param>
    /// <param name="status">"authorization_revoked", "user_removed", "version_removed", …</param>
    public void Revoke(string? type, string status) => _eventSub.Revoke(type, status);

    private void OnOrdered(Fault fault)
    {
        if (fault.Platform != Name)
        {
            return;
        }

        switch (fault.Kind)
        {
            case FaultKind.Drop:
                _eventSub.Drop();
                break;
            case FaultKind.Stall:
                _eventSub.Stall(TimeSpan.FromSeconds(fault.Seconds));
                break;
            case FaultKind.Revoke:
                Revoke(null, "authorization_revoked");
                break;
            case FaultKind.EndFeed:
                _eventSub.Reconnect();
                break;
            case FaultKind.Slow:
                _gate.Slow(TimeSpan.FromSeconds(fault.Seconds), TimeSpan.FromMilliseconds(fault.Milliseconds));
                break;
            case FaultKind.Unauthorized:
                // The token itself dies, so every call fails until it is refreshed and nothing is left to count down.
                while (_faults.Take(Name, FaultKind.Unauthorized))
                {
                    _tokens.InvalidateAccess();
                }

                break;
            case FaultKind.Malformed:
                _publisher.SendMalformed();
                break;
        }
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        var answer = HelixAnswer.Refuse(404, "");
        return Wire.AnswerAsync(context, answer.Status, answer.Body);
    }
}

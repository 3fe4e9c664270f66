using System.Collections.Concurrent;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Bilibili;

/// <summary>The Bilibili open-live platform, strict and wire-faithful, with the show running on it.</summary>
internal sealed class BilibiliStage : IPlatformStage
{
    public const string PlatformId = "bilibili";

    private readonly ConcurrentDictionary<SocketSession, byte> _sessions = new();
    private readonly BilibiliEmulatorOptions _options;
    private readonly TruthLedger _truth;
    private readonly FaultBoard _faults;
    private readonly TimeProvider _clock;
    private readonly GameRegistry _games;
    private readonly AppEndpoints _endpoints;
    private readonly WireMessages _wire;
    private readonly BilibiliTruth _rows;
    private readonly Lock _order = new();
    private (byte[] Message, TruthRow Row)? _held;
    private int _frames;

    public BilibiliStage(
        TruthLedger truth,
        FaultBoard faults,
        TimeProvider clock,
        BilibiliEmulatorOptions options,
        PlatformMemory? memory = null
    )
    {
        (_truth, _faults, _clock, _options) = (truth, faults, clock, options);
        _games = new GameRegistry(options, clock, memory ?? new PlatformMemory(null));
        _endpoints = new AppEndpoints(options, _games, faults, new SlowAnswers(PlatformId, faults, clock), clock);
        _wire = new WireMessages(options);
        _rows = new BilibiliTruth(options, clock);
        _games.Over += CloseSessions;
        faults.Ordered += Misbehave;
    }

    public string Platform => PlatformId;

    public PlatformAbilities Abilities { get; } =
        new(
            new HashSet<Type>
            {
                typeof(ChatEvent),
                typeof(SpecialChatEvent),
                typeof(PaidMessageEvent),
                typeof(PaidMessageDeletedEvent),
                typeof(GiftEvent),
                typeof(NewMemberEvent),
                typeof(LikeEvent),
                typeof(EnterEvent),
                typeof(BroadcastStartEvent),
                typeof(BroadcastEndEvent),
            },
            MaxChatCharacters: 40
        );

    /// <summary>The calls and the socket, on one port.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/sub", ServeAsync);
        _endpoints.Map(routes);
    }

    public void Perform(ShowEvent occurrence)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        switch (occurrence)
        {
            case ChatEvent e:
                Publish(_wire.Chat(e.Number, e.Viewer, e.Text, sticker: false, now), _rows.Chat(e.Number, e.Viewer, e.Text));
                break;
            case SpecialChatEvent e:
                Publish(_wire.Chat(e.Number, e.Viewer, e.Text, sticker: true, now), _rows.Chat(e.Number, e.Viewer, e.Text));
                break;
            case PaidMessageEvent e:
                Publish(_wire.SuperChat(e, now), _rows.SuperChat(e));
                break;
            case PaidMessageDeletedEvent e:
                Publish(_wire.SuperChatDeleted(e.Number, e.Target), _rows.SuperChatDeleted(e));
                break;
            case GiftEvent e:
                for (var combo = 1; combo <= e.Combo; combo++)
                {
                    var id = $"{_options.MessageId(e.Number)}-{combo}";
                    Publish(_wire.Gift(id, e, combo, now), _rows.Gift(id, e));
                }

                break;
            case NewMemberEvent e:
                Publish(_wire.Guard(e, now), _rows.Guard(e));
                break;
            case LikeEvent e:
                Publish(_wire.Like(e, now), _rows.Like(e));
                break;
            case EnterEvent e:
                Publish(_wire.Enter(e, now), _rows.Enter(e));
                break;
            case BroadcastStartEvent e:
                Publish(_wire.Live("LIVE_START", e.Number, e.Title, now), _rows.Live(e.Number, "LIVE_START"));
                break;
            case BroadcastEndEvent e:
                Publish(_wire.Live("LIVE_END", e.Number, e.Title, now), _rows.Live(e.Number, "LIVE_END"));
                break;
            default:
                throw new ArgumentException($"Bilibili has no {occurrence.GetType().Name}.", nameof(occurrence));
        }
    }

    private void Publish(byte[] message, TruthRow row)
    {
        _truth.Add(row);
        using var _ = _order.EnterScope();
        if (_held is { } held)
        {
            _held = null;
            Send(message, row);
            Send(held.Message, held.Row);
        }
        else if (_faults.Take(Platform, FaultKind.Reorder))
        {
            _held = (message, row);
        }
        else
        {
            Send(message, row);
        }
    }

    private void Send(byte[] message, TruthRow row)
    {
        if (_faults.Take(Platform, FaultKind.Malformed))
        {
            var broken = Frames.Encode(FrameOperation.Message, FrameVersion.Json, "{\"cmd\":\"LIVE_OPEN_PLATFORM_DM\",\"data\":"u8);
            Broadcast([broken]);
        }

        _games.Current();
        if (_sessions.IsEmpty)
        {
            TruthLedger.MarkUnrecoverable(row, "no session");
            return;
        }

        if (_sessions.Keys.All(s => s.IsStalled))
        {
            TruthLedger.MarkUnrecoverable(row, "stalled");
            return;
        }

        Broadcast(Wrap(message), row);
        if (_faults.Take(Platform, FaultKind.Duplicate))
        {
            Broadcast(Wrap(message));
        }
    }

    private void Broadcast(byte[][] parts, params TruthRow[] rows)
    {
        foreach (var session in _sessions.Keys.Where(s => !s.IsStalled))
        {
            session.TrySend(parts, rows);
        }
    }

    /// <summary>The forms in which the document lets a message come, in turn: packed, plain, split over two WebSocket messages, after another frame.</summary>
    private byte[][] Wrap(byte[] message)
    {
        var plain = Frames.Encode(FrameOperation.Message, FrameVersion.Json, message);
        return (_frames++ % 8) switch
        {
            0 => [plain],
            1 => [Frames.Pack([message], FrameVersion.Brotli)],
            2 => [plain[..(plain.Length / 2)], plain[(plain.Length / 2)..]],
            3 =>
            [
                [.. Frames.Encode(FrameOperation.HeartbeatReply, FrameVersion.Control, [0, 0, 0, 1]), .. plain],
            ],
            _ => [Frames.Pack([message], FrameVersion.Zlib)],
        };
    }

    private async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var session = new SocketSession(socket, context, _options, _faults, _clock);
        try
        {
            await session.RunAsync(
                auth => _games.Current() is { } game && game.AuthBody == auth ? game : null,
                live => _sessions[live] = 0,
                context.RequestAborted
            );
        }
        finally
        {
            _sessions.TryRemove(session, out _);
        }
    }

    private void CloseSessions(Game game)
    {
        foreach (var session in _sessions.Keys.Where(s => s.Game == game))
        {
            _sessions.TryRemove(session, out _);
            session.Close();
        }
    }

    private void Misbehave(Fault fault)
    {
        if (fault.Platform != Platform)
        {
            return;
        }

        switch (fault.Kind)
        {
            case FaultKind.Drop:
                foreach (var session in _sessions.Keys)
                {
                    _sessions.TryRemove(session, out _);
                    session.Drop();
                }

                break;
            case FaultKind.Stall:
                foreach (var session in _sessions.Keys)
                {
                    session.Stall(TimeSpan.FromSeconds(fault.Seconds));
                }

                break;
            case FaultKind.EndFeed when _games.Current() is { } game:
                Publish(WireMessages.InteractionEnd(game.Id, _clock.GetUtcNow().ToUnixTimeSeconds()), _rows.InteractionEnd(game.Id));
                _games.End(game.Id);
                break;
        }
    }
}

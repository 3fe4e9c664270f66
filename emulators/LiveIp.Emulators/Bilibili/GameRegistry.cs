namespace LiveIp.Emulators.Bilibili;

/// <summary>One interaction session (场次) of an app in a room.</summary>
internal sealed class Game(string id, string authBody)
{
    public string Id { get; } = id;
    public string AuthBody { get; } = authBody;
    public DateTimeOffset HeardAt { get; set; }
}

/// <summary>The one running game of the room, and the rules of starting and keeping it.</summary>
internal sealed class GameRegistry(BilibiliEmulatorOptions options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;
    private Game? _game;
    private int _started;

    /// <summary>Raised, outside any lock, when a game is over; its sockets are then closed.</summary>
    public event Action<Game>? Over;

    /// <summary>The running game, or null; one that was not heard of for too long is over.</summary>
    public Game? Current()
    {
        Game? expired = null;
        Game? current;
        lock (_gate)
        {
            if (_game is { } game && clock.GetUtcNow() - game.HeardAt > options.GameSilence)
            {
                (expired, _game) = (game, null);
            }

            current = _game;
        }

        if (expired is not null)
        {
            Over?.Invoke(expired);
        }

        return current;
    }

    public int Start(out Game? game)
    {
        game = null;
        if (Current() is not null)
        {
            return BilibiliCode.DuplicateSession;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _startedAt < options.CoolDown)
            {
                return BilibiliCode.CoolingDown;
            }

            _startedAt = now;
            var id = $"emulated-game-{++_started}-{Guid.NewGuid():N}";
            var auth = $$"""{"roomid":{{options.RoomId}},"protover":2,"uid":1,"key":"{{Guid.NewGuid():N}}","group":"open"}""";
            _game = game = new Game(id, auth) { HeardAt = now };
            return BilibiliCode.Ok;
        }
    }

    public bool Heartbeat(string id)
    {
        if (Current() is not { } game || game.Id != id)
        {
            return false;
        }

        game.HeardAt = clock.GetUtcNow();
        return true;
    }

    /// <summary>Ends the game; false when it does not run.</summary>
    public bool End(string id)
    {
        if (Current() is not { } game || game.Id != id)
        {
            return false;
        }

        lock (_gate)
        {
            _game = null;
        }

        Over?.Invoke(game);
        return true;
    }
}

using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.Bilibili;

/// <summary>One interaction session (场次) of an app in a room.</summary>
internal sealed class Game(string id, string authBody)
{
    public string Id { get; } = id;
    public string AuthBody { get; } = authBody;
    public DateTimeOffset HeardAt { get; set; }
}

/// <summary>The one running game of the room, and the rules of starting and keeping it.</summary>
internal sealed class GameRegistry
{
    private const string Name = "bilibili-game.json";

    private readonly BilibiliEmulatorOptions _options;
    private readonly TimeProvider _clock;
    private readonly PlatformMemory _memory;
    private readonly Lock _gate = new();
    private DateTimeOffset _startedAt = DateTimeOffset.MinValue;
    private Game? _game;
    private int _started;

    public GameRegistry(BilibiliEmulatorOptions options, TimeProvider clock, PlatformMemory memory)
    {
        (_options, _clock, _memory) = (options, clock, memory);
        if (memory.Recall<Kept>(Name) is { } kept)
        {
            (_startedAt, _started) = (kept.StartedAt, kept.Started);
            _game = kept.Id is null ? null : new Game(kept.Id, kept.AuthBody ?? "") { HeardAt = kept.HeardAt };
        }
    }

    /// <summary>Raised, outside any lock, when a game is over; its sockets are then closed.</summary>
    public event Action<Game>? Over;

    /// <summary>The running game, or null; one that was not heard of for too long is over.</summary>
    public Game? Current()
    {
        Game? expired = null;
        Game? current;
        lock (_gate)
        {
            // In both directions: a wall clock that was set back to another day is as far from the last heartbeat.
            if (_game is { } game && (_clock.GetUtcNow() - game.HeardAt).Duration() > _options.GameSilence)
            {
                (expired, _game) = (game, null);
                Keep();
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
            var now = _clock.GetUtcNow();
            if ((now - _startedAt).Duration() < _options.CoolDown)
            {
                return BilibiliCode.CoolingDown;
            }

            _startedAt = now;
            var id = $"emulated-game-{++_started}-{Guid.NewGuid():N}";
            var auth = $$"""{"roomid":{{_options.RoomId}},"protover":2,"uid":1,"key":"{{Guid.NewGuid():N}}","group":"open"}""";
            _game = game = new Game(id, auth) { HeardAt = now };
            Keep();
            return BilibiliCode.Ok;
        }
    }

    public bool Heartbeat(string id)
    {
        if (Current() is not { } game || game.Id != id)
        {
            return false;
        }

        game.HeardAt = _clock.GetUtcNow();
        lock (_gate)
        {
            Keep();
        }

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
            Keep();
        }

        Over?.Invoke(game);
        return true;
    }

    private void Keep() => _memory.Keep(Name, new Kept(_startedAt, _started, _game?.Id, _game?.AuthBody, _game?.HeardAt ?? default));

    private sealed record Kept(DateTimeOffset StartedAt, int Started, string? Id, string? AuthBody, DateTimeOffset HeardAt);
}

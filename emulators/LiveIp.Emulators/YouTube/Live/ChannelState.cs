using System.Collections.Immutable;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>The channel and its broadcasts. One thread changes it, any number read it.</summary>
internal sealed class ChannelState
{
    private readonly YouTubeEmulatorOptions _options;
    private readonly Disturbances _disturbances;
    private readonly TimeProvider _clock;
    private ImmutableArray<Broadcast> _broadcasts = [];

    public ChannelState(YouTubeEmulatorOptions options, Identifiers ids, Disturbances disturbances, TimeProvider clock)
    {
        _options = options;
        _disturbances = disturbances;
        _clock = clock;
        Ids = ids;
        CreatedAt = clock.GetUtcNow();
        Followers = options.InitialFollowers;
        var first = Add(options.BroadcastTitle);
        first.Facts = first.Facts with { Viewers = options.InitialViewers, Views = options.InitialViewers };
        if (options.LiveAtStart)
        {
            first.Facts = first.Facts with { StartedAt = CreatedAt };
        }
    }

    public Identifiers Ids { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>The true number; the API shows it rounded.</summary>
    public int Followers { get; set; }

    public IReadOnlyList<Broadcast> Broadcasts => _broadcasts;

    /// <summary>The one that is live, or waits, or was the last.</summary>
    public Broadcast Current => _broadcasts[^1];

    public Broadcast Add(string title)
    {
        var id = Ids.Broadcast(_broadcasts.Length);
        var facts = new BroadcastFacts { Title = title, CreatedAt = _clock.GetUtcNow() };
        var chat = new ChatLog(_options.HistoryMessages, _options.RecentMessages, _disturbances);
        var broadcast = new Broadcast(id, Ids.Chat(id), chat, facts);
        ImmutableInterlocked.Update(ref _broadcasts, list => list.Add(broadcast));
        return broadcast;
    }

    /// <summary>Throws liveChatNotFound.</summary>
    public Broadcast ByChat(string chatId) =>
        _broadcasts.FirstOrDefault(broadcast => broadcast.ChatId == chatId) ?? throw ApiErrors.ChatNotFound();

    /// <summary>Three significant digits, rounded down: what the platform shows of a channel's subscribers.</summary>
    public static long Rounded(long subscribers)
    {
        var unit = 1L;
        while (subscribers / unit >= 1000)
        {
            unit *= 10;
        }

        return subscribers / unit * unit;
    }
}

using System.Collections.Immutable;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>The channel, its broadcasts and its ingests. Changed under the gate of <see cref="LiveControl"/>, read by any number.</summary>
internal sealed class ChannelState
{
    private readonly YouTubeEmulatorOptions _options;
    private readonly Disturbances _disturbances;
    private readonly TimeProvider _clock;
    private ImmutableArray<Broadcast> _broadcasts = [];
    private ImmutableArray<Ingest> _ingests = [];
    private int _made;
    private int _madeIngests;

    public ChannelState(YouTubeEmulatorOptions options, Identifiers ids, Disturbances disturbances, TimeProvider clock)
    {
        _options = options;
        _disturbances = disturbances;
        _clock = clock;
        Ids = ids;
        CreatedAt = clock.GetUtcNow();
        Followers = options.InitialFollowers;
        if (options.HasStreamKey)
        {
            var ingest = AddIngest("Default stream key", isReusable: true);
            Replace(options.LiveAtStart ? ingest with { Status = "active" } : ingest);
        }

        var first = Add(options.BroadcastTitle);
        first.Facts = first.Facts with { Viewers = options.InitialViewers, Views = options.InitialViewers };
        if (options.LiveAtStart)
        {
            first.Facts = first.Facts with { StartedAt = CreatedAt };
        }
    }

    /// <summary>Raised when a broadcast was made.</summary>
    public event Action<Broadcast>? Added;

    public Identifiers Ids { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>The true number; the API shows it rounded.</summary>
    public int Followers { get; set; }

    public IReadOnlyList<Broadcast> Broadcasts => _broadcasts;

    /// <summary>The one that is live, or waits with an encoder to come, or was the last.</summary>
    public Broadcast Current
    {
        get
        {
            var all = _broadcasts;
            return all.LastOrDefault(static b => b.Facts.IsLive)
                ?? all.LastOrDefault(static b => b.Facts.EndedAt is null && b.Facts is not { Commanded: true, BoundStream: null })
                ?? all[^1];
        }
    }

    public IReadOnlyList<Ingest> Ingests => _ingests;

    /// <summary>Where the script's encoder sends to: the ingest of the newest broadcast that was made over the API and waits or runs.</summary>
    public Ingest? EncoderIngest =>
        FindIngest(
            _broadcasts.LastOrDefault(static b => b.Facts is { Commanded: true, EndedAt: null, BoundStream: not null })?.Facts.BoundStream
        ) ?? _ingests.FirstOrDefault();

    public Ingest? FindIngest(string? id) => _ingests.FirstOrDefault(i => i.Id == id);

    public Ingest AddIngest(string title, bool isReusable)
    {
        var number = _madeIngests++;
        var ingest = new Ingest
        {
            Id = Ids.Ingest(number),
            StreamName = Ids.StreamName(number),
            Title = title,
            CreatedAt = _clock.GetUtcNow(),
            IsReusable = isReusable,
        };
        ImmutableInterlocked.Update(ref _ingests, list => list.Add(ingest));
        return ingest;
    }

    /// <summary>The one with the same id is as given from now on.</summary>
    public void Replace(Ingest ingest) =>
        ImmutableInterlocked.Update(ref _ingests, list => [.. list.Select(i => i.Id == ingest.Id ? ingest : i)]);

    public void Remove(Ingest ingest) => ImmutableInterlocked.Update(ref _ingests, list => list.RemoveAll(i => i.Id == ingest.Id));

    public void Remove(Broadcast broadcast) => ImmutableInterlocked.Update(ref _broadcasts, list => list.Remove(broadcast));

    public Broadcast? Find(string id) => _broadcasts.FirstOrDefault(b => b.Id == id);

    public Broadcast Add(string title)
    {
        var id = Ids.Broadcast(_made++);
        var facts = new BroadcastFacts
        {
            Title = title,
            CreatedAt = _clock.GetUtcNow(),
            BoundStream = _ingests.FirstOrDefault()?.Id,
        };
        var chat = new ChatLog(_options.HistoryMessages, _options.RecentMessages, _disturbances);
        var broadcast = new Broadcast(id, Ids.Chat(id), chat, facts);
        ImmutableInterlocked.Update(ref _broadcasts, list => list.Add(broadcast));
        Added?.Invoke(broadcast);
        return broadcast;
    }

    /// <summary>A broadcast that was over before the emulators began, or newer numbers of one.</summary>
    public void Remember(Past.PastShow show)
    {
        var ended = show.StartedAt.AddSeconds(show.Seconds);
        var facts = (Find(show.Id)?.Facts ?? new BroadcastFacts { Title = show.Title, CreatedAt = show.PublishedAt ?? show.StartedAt }) with
        {
            StartedAt = show.StartedAt,
            EndedAt = ended,
            Views = show.Views,
            Likes = show.Likes,
            Comments = show.Comments,
            Privacy = show.Privacy,
            Analytics = show.Analytics,
        };
        if (Find(show.Id) is { } known)
        {
            known.Facts = facts;
            return;
        }

        var chat = new ChatLog(_options.HistoryMessages, _options.RecentMessages, _disturbances);
        // Before those of this run, so that it is neither the current one nor the last.
        ImmutableInterlocked.Update(ref _broadcasts, list => list.Insert(0, new Broadcast(show.Id, Ids.Chat(show.Id), chat, facts)));
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

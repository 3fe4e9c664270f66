namespace LiveIp.Emulators.Show;

/// <summary>
/// Writes the script of one platform's part of the show: a bilingual audience that comes, talks, gives and goes. The same seed
/// gives the same script.
/// </summary>
/// <param name="poll">Number of its poll, unique among all that the platform ever had.</param>
internal sealed class ScriptedShow(
    int seed,
    PlatformAbilities abilities,
    long firstNumber,
    Intensity? intensity = null,
    int poll = 1,
    int followers = ScriptedShow.FirstFollowers
)
{
    public const int FirstFollowers = 1200;
    public const string DefaultTitle = "Late night coding 深夜写代码";

    private const int AudienceSize = 400;

    private readonly Intensity _level = intensity ?? new Intensity();

    private readonly Random _random = new(seed);
    private readonly List<ShowEvent> _script = [];
    private readonly List<ChatEvent> _chats = [];
    private readonly List<PaidMessageEvent> _paid = [];
    private long _next = firstNumber;

    /// <summary>When the show begins; after <see cref="Write"/>, when it ends.</summary>
    public int Followers { get; private set; } = followers;

    /// <summary>Of the broadcast.</summary>
    public string Title { get; init; } = DefaultTitle;

    /// <summary>The broadcast begins, and that is all.</summary>
    public IReadOnlyList<ShowEvent> WriteOpening()
    {
        Add((n, at) => new BroadcastStartEvent(n, at, Title), TimeSpan.Zero);
        return _script;
    }

    /// <summary>All that happens in a show of this length, in order of time.</summary>
    public IReadOnlyList<ShowEvent> Write(TimeSpan length, bool begins = true, bool ends = true)
    {
        if (begins)
        {
            Add((n, at) => new BroadcastStartEvent(n, at, Title), TimeSpan.Zero);
        }

        WriteAudience(length);
        WriteTalk(length);
        WriteGifts(length);
        WriteMemberships(length);
        WriteGatherings(length);
        WriteModeration(length);
        if (ends)
        {
            Add((n, at) => new BroadcastEndEvent(n, at, Title), length);
        }

        // A stable sort: what refers to an earlier message stays behind it.
        return [.. _script.OrderBy(e => e.At)];
    }

    private void WriteAudience(TimeSpan length)
    {
        for (var at = TimeSpan.Zero; at < length; at += TimeSpan.FromSeconds(1))
        {
            // Arrive, stay, leave: a hump over the length of the show, with noise.
            var share = at / length;
            var viewers = (int)((20 + (180 * Math.Sin(Math.PI * share))) * _level.Viewers) + _random.Next(-8, 9);
            Add((n, t) => new AudienceEvent(n, t, Math.Max(viewers, 1), Followers), at);
        }

        Repeat(length, 3.0 * _level.Viewers, (n, at) => new EnterEvent(n, at, Somebody()));
        Repeat(
            length,
            0.8 * _level.Viewers,
            (n, at) =>
            {
                Followers++;
                return new FollowEvent(n, at, Somebody());
            }
        );
        Repeat(length, 2.0 * _level.Viewers, (n, at) => new LikeEvent(n, at, Somebody(), _random.Next(1, 9)));
    }

    private void WriteTalk(TimeSpan length)
    {
        Repeat(
            length,
            6.0 * _level.Chat,
            (n, at) =>
            {
                var chat = new ChatEvent(n, at, Somebody(), Phrases.Chat(_random, abilities.MaxChatCharacters));
                _chats.Add(chat);
                return chat;
            }
        );
        Repeat(
            length,
            0.15 * _level.Chat,
            (n, at) => new SpecialChatEvent(n, at, Somebody(moderator: true), Phrases.Chat(_random, abilities.MaxChatCharacters))
        );
        Repeat(
            length,
            0.5 * _level.Gifts,
            (n, at) =>
            {
                var paid = new PaidMessageEvent(n, at, Somebody(), Phrases.Chat(_random, 60), Level());
                _paid.Add(paid);
                return paid;
            }
        );
    }

    private void WriteGifts(TimeSpan length)
    {
        Repeat(length, 0.25 * _level.Gifts, (n, at) => new PaidStickerEvent(n, at, Somebody(), Level()));
        Repeat(
            length,
            0.8 * _level.Gifts,
            (n, at) =>
                new GiftEvent(n, at, Somebody(), Level(), Count: _random.Next(1, 4), Combo: _random.Next(1, 5), Free: _random.Next(5) == 0)
        );
        Repeat(length, 0.1 * _level.Gifts, (n, at) => new CharityEvent(n, at, Somebody(), Level()));
        Repeat(length, 0.3, (n, at) => new RedemptionEvent(n, at, Somebody(), Phrases.Chat(_random, 40), Automatic: _random.Next(3) == 0));
    }

    private void WriteMemberships(TimeSpan length)
    {
        Repeat(length, 0.25 * _level.Gifts, (n, at) => new NewMemberEvent(n, at, Somebody(), Level(3)));
        Repeat(
            length,
            0.2 * _level.Gifts,
            (n, at) => new RenewalEvent(n, at, Somebody(), Level(3), _random.Next(2, 40), Phrases.Chat(_random, 60))
        );
        Repeat(
            length,
            0.1 * _level.Gifts,
            (n, at) =>
                new MembershipGiftEvent(
                    n,
                    at,
                    Somebody(),
                    Level(3),
                    [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Somebody()).DistinctBy(v => v.Number)],
                    Anonymous: _random.Next(4) == 0
                )
        );
        Repeat(length, 0.05, (n, at) => new MembershipEndEvent(n, at, Somebody()));
    }

    /// <summary>Raids, polls, predictions, goals, ad breaks: what happens a few times in a show.</summary>
    private void WriteGatherings(TimeSpan length)
    {
        Repeat(length, 0.06, (n, at) => new RaidEvent(n, at, Somebody(), _random.Next(3, 300)));
        Once(length, 0.4, (n, at) => new ChannelUpdateEvent(n, at, Title + ", part two 下半场"));
        Once(length, 0.3, (n, at) => new ChatRulesEvent(n, at, MembersOnly: true));
        Once(length, 0.45, (n, at) => new ChatRulesEvent(n, at, MembersOnly: false));
        Once(length, 0.5, (n, at) => new AdBreakEvent(n, at, 30));
        Repeat(length, 0.05, (n, at) => new VendorEvent(n, at, Somebody()));

        string[] options = ["Tabs 制表符", "Spaces 空格", "Both 都要"];
        var votes = new int[options.Length];
        for (var step = 0; step <= 6; step++)
        {
            var totals = votes.ToArray();
            var (s, last) = (step, step == 6);
            Once(
                length,
                0.2 + (0.05 * step),
                (n, at) => new PollEvent(n, at, poll, s, last, "Tabs or spaces? 制表符还是空格？", options, totals)
            );
            Once(length, 0.22 + (0.05 * step), (n, at) => new PredictionEvent(n, at, poll, s, last));
            for (var i = 0; i < votes.Length; i++)
            {
                votes[i] += _random.Next(0, 12);
            }
        }

        foreach (var subject in Enum.GetValues<GoalSubject>())
        {
            for (var step = 0; step <= 3; step++)
            {
                var (s, last) = (step, step == 3);
                Once(length, 0.1 + (0.2 * step) + (0.03 * (int)subject), (n, at) => new GoalEvent(n, at, subject, s, last));
            }
        }
    }

    private void WriteModeration(TimeSpan length)
    {
        var moderator = new Viewer(1, "管理员 Mod", IsMember: true, IsModerator: true);
        foreach (var chat in _chats.Where(c => c.At < length * 0.9 && _random.Next(60) == 0).ToList())
        {
            var byAuthor = _random.Next(3) == 0;
            Add((n, at) => new MessageDeletedEvent(n, at, chat.Number, chat.Viewer, moderator, byAuthor), chat.At + Shortly(length));
        }

        foreach (var paid in _paid.Where(p => p.At < length * 0.9 && _random.Next(8) == 0).ToList())
        {
            Add((n, at) => new PaidMessageDeletedEvent(n, at, paid.Number), paid.At + Shortly(length));
        }

        for (var i = 0; i < 3; i++)
        {
            var target = Somebody();
            int? seconds = i == 0 ? null : 60 * i;
            Once(length, 0.35 + (0.15 * i), (n, at) => new BanEvent(n, at, target, moderator, seconds, "spam 刷屏"));
            Once(length, 0.45 + (0.15 * i), (n, at) => new UnbanEvent(n, at, target, moderator));
        }

        Once(length, 0.7, (n, at) => new ChatClearEvent(n, at));
    }

    private TimeSpan Shortly(TimeSpan length) => length * (0.01 + (0.04 * _random.NextDouble()));

    private int Level(int levels = 5) => _random.Next(1, levels + 1);

    private Viewer Somebody(bool moderator = false)
    {
        // Squared: few talk much, many talk little.
        var number = 2 + (int)(AudienceSize * Math.Pow(_random.NextDouble(), 2));
        return new Viewer(number, Phrases.Name(number), IsMember: number % 5 == 0, IsModerator: moderator || number % 37 == 0);
    }

    /// <summary>At random times, <paramref name="perSecond"/> on average.</summary>
    private void Repeat(TimeSpan length, double perSecond, Func<long, TimeSpan, ShowEvent> make)
    {
        var at = TimeSpan.Zero;
        while (true)
        {
            at += TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) / perSecond);
            if (at >= length)
            {
                return;
            }

            Add(make, at);
        }
    }

    private void Once(TimeSpan length, double share, Func<long, TimeSpan, ShowEvent> make) => Add(make, length * share);

    private void Add(Func<long, TimeSpan, ShowEvent> make, TimeSpan at)
    {
        var occurrence = make(_next++, at);
        if (abilities.Kinds.Contains(occurrence.GetType()))
        {
            _script.Add(occurrence);
        }
    }
}

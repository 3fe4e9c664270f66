using LiveIp.Host.Chat.Text;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.V1;

namespace LiveIp.Host.Chat.Lines;

/// <summary>
/// Knows the lines that this host wrote when they come back, before they reach the log: by the id that the platform confirmed, or, as
/// an echo is often faster than the answer, by their text, when the channel's owner, a moderator or the channel's bot is its author.
/// For any thread.
/// </summary>
internal sealed class OwnLines(AccountStore accounts, TimeProvider clock)
{
    /// <summary>A line without an id is waited for this long after its fate is known.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <summary>By how much the platform's clock may be behind; an older message was read again, not written now.</summary>
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromSeconds(30);

    /// <summary>Ids remembered of a channel; the chat that a platform sends again is shorter.</summary>
    private const int MostIds = 5000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChannelLines> _channels = new(StringComparer.Ordinal);

    /// <summary>The line is about to leave.</summary>
    public OwnLine Expect(ChatLine line)
    {
        var expected = new OwnLine(line, accounts.Find(line.Channel, AccountRole.Bot)?.AccountId);
        lock (_lock)
        {
            Of(line.Channel).Awaited.Add(expected);
        }

        return expected;
    }

    /// <summary>The platform says that this is its id.</summary>
    public void Confirm(OwnLine line, string id)
    {
        lock (_lock)
        {
            var channel = Of(line.Channel);
            channel.Awaited.Remove(line);
            channel.Remember(id, line);
        }
    }

    /// <summary>It is not in the chat.</summary>
    public void Forget(OwnLine line)
    {
        lock (_lock)
        {
            Of(line.Channel).Awaited.Remove(line);
        }
    }

    /// <summary>Nobody waits for it any longer; if it comes late it is known still.</summary>
    public void LetGo(OwnLine line)
    {
        lock (_lock)
        {
            line.LetGoAt = clock.GetUtcNow();
        }
    }

    /// <summary>Written before this process began.</summary>
    public void Remember(string channel, string id)
    {
        lock (_lock)
        {
            Of(channel).Remember(id, line: null);
        }
    }

    /// <summary>Whether an event with this id, marked as our own, may be this line: no other line has it.</summary>
    public bool MayBe(OwnLine line, string id)
    {
        lock (_lock)
        {
            return !Of(line.Channel).ById.TryGetValue(id, out var holder) || holder is null || ReferenceEquals(holder, line);
        }
    }

    /// <summary>Marks those of a channel's events that are our own.</summary>
    public void Mark(string channel, IReadOnlyList<LiveEvent> events)
    {
        lock (_lock)
        {
            if (!_channels.TryGetValue(channel, out var lines))
            {
                return;
            }

            foreach (var e in events)
            {
                if (e.BodyCase == LiveEvent.BodyOneofCase.ChatMessage)
                {
                    e.Own = lines.ById.ContainsKey(e.Id) || IsAwaited(lines, e);
                }
            }
        }
    }

    /// <summary>Whether the message is what the line became. Some platforms put the name of who is answered before the text.</summary>
    public static bool IsText(ChatLine line, ChatMessage message)
    {
        var text = LineText.Of(message.Text);
        return text == line.Text
            || (line.ReplyTo.Length > 0 && text.StartsWith('@') && text.EndsWith(' ' + line.Text, StringComparison.Ordinal));
    }

    private bool IsAwaited(ChannelLines lines, LiveEvent e)
    {
        if (lines.Awaited.Count == 0)
        {
            return false;
        }

        lines.Awaited.RemoveAll(l => l.LetGoAt is { } at && clock.GetUtcNow() - at > Late);
        var found = lines.Awaited.Find(l =>
            l.MayBeBy(e.Actor)
            && IsText(l.Line, e.ChatMessage)
            && (e.OccurredAt is null || e.OccurredAt.ToDateTimeOffset() >= l.Line.ChangedAt - ClockLeeway)
        );
        if (found is null)
        {
            return false;
        }

        lines.Awaited.Remove(found);
        lines.Remember(e.Id, found);
        return true;
    }

    private ChannelLines Of(string channel)
    {
        if (!_channels.TryGetValue(channel, out var lines))
        {
            _channels.Add(channel, lines = new());
        }

        return lines;
    }

    private sealed class ChannelLines
    {
        private readonly Queue<string> _order = new();

        /// <summary>Left, and known by their text alone.</summary>
        public List<OwnLine> Awaited { get; } = [];

        /// <summary>Null: of a line that this process did not write.</summary>
        public Dictionary<string, OwnLine?> ById { get; } = new(StringComparer.Ordinal);

        public void Remember(string id, OwnLine? line)
        {
            if (!ById.ContainsKey(id))
            {
                _order.Enqueue(id);
            }

            ById[id] = line;
            if (_order.Count > MostIds)
            {
                ById.Remove(_order.Dequeue());
            }
        }
    }
}

/// <summary>A line that left and may come back.</summary>
/// <param name="bot">The platform's id of the account that speaks in the channel's place, if one does.</param>
internal sealed class OwnLine(ChatLine line, string? bot)
{
    public ChatLine Line => line;

    public string Channel => line.Channel;

    /// <summary>Since when nobody waits for it.</summary>
    public DateTimeOffset? LetGoAt { get; set; }

    /// <summary>Whether it is somebody in whose name this host writes, or might be: the platforms do not tell bots from moderators.</summary>
    public bool MayBeBy(Actor? author) =>
        author is { IsOwner: true } or { IsModerator: true }
        || (bot is not null && author?.Person is not null && author.Person.Id.EndsWith(':' + bot, StringComparison.Ordinal));
}

using System.Threading.Channels;
using Google.Protobuf;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Normalize;
using LiveIp.V1;
using Queue = System.Threading.Channels.Channel;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>A gift that the stream announced without saying what it is.</summary>
internal sealed class AnnouncedGift(LiveChatMessage message, ByteString item, ChatResponse response)
{
    public LiveChatMessage Message { get; } = message;

    public ByteString Item { get; } = item;

    public ChatResponse Response { get; } = response;

    /// <summary>How often it was looked for.</summary>
    public int Looks { get; set; }
}

/// <summary>
/// Reads over REST what gifts are, because the numbers of the fields that say so in the stream are not published. One list call
/// (5 units of quota) serves all gifts that wait for it, and no call is made before YouTube's polling interval has passed, nor sooner
/// than the quota bears.
/// </summary>
internal sealed class GiftReader(YouTubeClient api, UnitQuota quota, EventSink sink, ChatCheckpoint followed, TimeProvider clock)
{
    /// <summary>Looks for one gift, before it is written as it came.</summary>
    private const int MaxLooks = 4;
    private const int MaxWaiting = 256;
    private const int MaxRemembered = 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Channel<AnnouncedGift> _announced = Queue.CreateBounded<AnnouncedGift>(MaxWaiting);
    private readonly Dictionary<string, int> _written = [];
    private bool _tokensRefused;

    /// <summary>Takes a gift; waits while too many are being looked for.</summary>
    public ValueTask AddAsync(AnnouncedGift gift, CancellationToken cancellationToken) =>
        _announced.Writer.WriteAsync(gift, cancellationToken);

    /// <summary>No more gifts will come: <see cref="RunAsync"/> returns when those that wait are settled.</summary>
    public void Complete() => _announced.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var waiting = new List<AnnouncedGift>();
        var notBefore = clock.GetUtcNow();
        while (waiting.Count > 0 || await _announced.Reader.WaitToReadAsync(cancellationToken))
        {
            var pause = notBefore - clock.GetUtcNow();
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, clock, cancellationToken);
            }

            while (waiting.Count < MaxWaiting && _announced.Reader.TryRead(out var gift))
            {
                waiting.Add(gift);
            }

            var look = await LookAsync(waiting[0].Response.ReadFrom, cancellationToken);
            // No longer than this, whatever is left: the chat waits behind gifts that nobody has read.
            var pace = quota.PaceGifts(look.Interval);
            notBefore = clock.GetUtcNow() + (pace < Longest ? pace : Longest);
            await SettleAsync(waiting, look, cancellationToken);
        }
    }

    /// <summary>Reads from where the oldest gift was announced, so that it is found however busy the chat is.</summary>
    private async Task<Look> LookAsync(string? readFrom, CancellationToken cancellationToken)
    {
        var look = new Look { ReadFrom = _tokensRefused ? null : readFrom };
        try
        {
            var answer = await api.MessagesAsync(followed.Chat ?? "", look.ReadFrom, cancellationToken);
            var context = new MessageContext(followed.Broadcast ?? "", clock.GetUtcNow());
            foreach (
                var item in (answer.Items ?? [])
                    .Take(YouTubeClient.MaxMessages)
                    .Where(static i => VendorEvents.TypeIn(i) == ChatMessages.GiftType)
            )
            {
                look.Add(ChatMessages.Normalize(item, context));
            }

            var interval = TimeSpan.FromMilliseconds(answer.PollingInterval);
            look.Interval = TimeSpan.FromTicks(Math.Clamp(interval.Ticks, Shortest.Ticks, Longest.Ticks));
            look.IsFull = (answer.Items?.Count ?? 0) >= YouTubeClient.MaxMessages;
            look.ReachedEnd = !look.IsFull;
        }
        catch (AdapterException e) when (e.InnerException is UnreadableAnswerException unreadable)
        {
            look.Interval = TimeSpan.FromSeconds(5);
            var kept = VendorEvents.Unreadable(
                "messages",
                unreadable.Answer,
                unreadable.Message,
                followed.Broadcast ?? "",
                clock.GetUtcNow()
            );
            await sink.WriteAsync([kept], cancellationToken);
        }
        catch (AdapterException e) when (e.Kind is FailureKind.ProtocolChanged && look.ReadFrom is not null)
        {
            // That the stream's tokens serve the list as well is not documented.
            _tokensRefused = true;
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Refused or FailureKind.NotFound)
        {
            // The chat was closed in the meantime, and its list with it.
            look.ChatClosed = true;
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Transient || e is { Kind: FailureKind.RateLimited, RetryAfter: null })
        {
            look.Interval = TimeSpan.FromSeconds(5);
        }

        return look;
    }

    private async Task SettleAsync(List<AnnouncedGift> waiting, Look look, CancellationToken cancellationToken)
    {
        var events = new List<LiveEvent>();
        var settled = new List<AnnouncedGift>();
        foreach (var gift in waiting)
        {
            if (look.IsFull && !look.Answers(gift))
            {
                // The page ended before this gift's turn: that was no look for it, or a long backlog would be given up unread.
                continue;
            }

            gift.Looks++;
            var id = gift.Message.Id ?? "";
            if (look.Answers(gift) && look.Found.TryGetValue(id, out var read))
            {
                var known = _written.GetValueOrDefault(id);
                if (read.Revision > known)
                {
                    Remember(id, read.Revision);
                    events.Add(read);
                }
                else if (gift.Looks == 1 && !events.Contains(read))
                {
                    // Sent again without more in it: a repeat, or the list is behind the stream. One more look tells.
                    continue;
                }
            }
            else if (gift.Looks < MaxLooks && !look.ChatClosed)
            {
                continue;
            }
            else if (!_written.ContainsKey(id))
            {
                events.Add(StreamMessages.UnresolvedGift(gift.Message, gift.Item, new(followed.Broadcast ?? "", clock.GetUtcNow())));
            }

            settled.Add(gift);
        }

        if (settled.Count > 0)
        {
            waiting.RemoveAll(settled.Contains);
            await sink.SettleAsync(events, settled.Select(static g => g.Response), cancellationToken);
        }
    }

    private void Remember(string id, int revision)
    {
        if (_written.Count >= MaxRemembered)
        {
            // Only saves calls: the host recognises repeats by itself.
            _written.Clear();
        }

        _written[id] = revision;
    }

    /// <summary>What one call told.</summary>
    private sealed class Look
    {
        public string? ReadFrom { get; init; }

        public Dictionary<string, LiveEvent> Found { get; } = new(StringComparer.Ordinal);

        public TimeSpan Interval { get; set; } = Shortest;

        public bool ReachedEnd { get; set; }

        /// <summary>There is more behind the page.</summary>
        public bool IsFull { get; set; }

        public bool ChatClosed { get; set; }

        /// <summary>A page that was full says nothing of what came behind it.</summary>
        public bool Answers(AnnouncedGift gift) => ReachedEnd || gift.Response.ReadFrom == ReadFrom;

        public void Add(LiveEvent gift)
        {
            if (gift.Contribution is not null && (!Found.TryGetValue(gift.Id, out var other) || other.Revision < gift.Revision))
            {
                Found[gift.Id] = gift;
            }
        }
    }
}

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
internal sealed record AnnouncedGift(LiveChatMessage Message, ByteString Item, ChatResponse Response)
{
    /// <summary>How often it was looked for.</summary>
    public int Looks { get; set; }
}

/// <summary>
/// Reads over REST what gifts are, because the numbers of the fields that say so in the stream are not published. One list call
/// (5 units of quota) serves all gifts that wait for it, and no call is made before YouTube's polling interval has passed.
/// </summary>
internal sealed class GiftReader(YouTubeClient api, EventSink sink, ChatCheckpoint followed, TimeProvider clock)
{
    /// <summary>Looks for one gift, before it is written as it came.</summary>
    private const int MaxLooks = 4;
    private const int MaxWaiting = 256;
    private const int MaxRemembered = 1024;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Channel<AnnouncedGift> _announced = Queue.CreateBounded<AnnouncedGift>(MaxWaiting);
    private readonly Dictionary<string, int> _written = [];

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

            var (found, interval, over) = await LookAsync(cancellationToken);
            notBefore = clock.GetUtcNow() + interval;
            await SettleAsync(waiting, found, over, cancellationToken);
        }
    }

    private async Task<(Dictionary<string, LiveEvent> Found, TimeSpan Interval, bool Over)> LookAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, LiveEvent>(StringComparer.Ordinal);
        try
        {
            var answer = await api.RecentMessagesAsync(followed.Chat ?? "", cancellationToken);
            var context = new MessageContext(followed.Broadcast ?? "", clock.GetUtcNow());
            foreach (var item in answer.Items ?? [])
            {
                if (VendorEvents.TypeIn(item) != ChatMessages.GiftType)
                {
                    continue;
                }

                var gift = ChatMessages.Normalize(item, context);
                if (gift.Contribution is not null && (!found.TryGetValue(gift.Id, out var other) || other.Revision < gift.Revision))
                {
                    found[gift.Id] = gift;
                }
            }

            var interval = TimeSpan.FromMilliseconds(answer.PollingIntervalMillis ?? 5000);
            return (found, TimeSpan.FromTicks(Math.Clamp(interval.Ticks, Shortest.Ticks, Longest.Ticks)), false);
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Refused or FailureKind.NotFound)
        {
            // The chat was closed in the meantime, and its list with it.
            return (found, Shortest, true);
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Transient || e is { Kind: FailureKind.RateLimited, RetryAfter: null })
        {
            return (found, TimeSpan.FromSeconds(5), false);
        }
    }

    private async Task SettleAsync(
        List<AnnouncedGift> waiting,
        Dictionary<string, LiveEvent> found,
        bool over,
        CancellationToken cancellationToken
    )
    {
        var events = new List<LiveEvent>();
        var settled = new List<ChatResponse>();
        var answered = new HashSet<string>(StringComparer.Ordinal);
        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            var gift = waiting[i];
            var id = gift.Message.Id ?? "";
            gift.Looks++;
            if (found.TryGetValue(id, out var read) && read.Revision > _written.GetValueOrDefault(id))
            {
                Remember(id, read.Revision);
                events.Add(read);
                answered.Add(id);
            }

            // One look answers every announcement of the same gift that came before it.
            if (!answered.Contains(id))
            {
                if (gift.Looks < MaxLooks && !over)
                {
                    continue;
                }

                if (!_written.ContainsKey(id))
                {
                    events.Add(StreamMessages.UnresolvedGift(gift.Message, gift.Item, new(followed.Broadcast ?? "", clock.GetUtcNow())));
                }
            }

            settled.Add(gift.Response);
            waiting.RemoveAt(i);
        }

        if (settled.Count > 0)
        {
            await sink.SettleAsync(events, settled, cancellationToken);
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
}

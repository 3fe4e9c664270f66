using System.Security.Cryptography;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Live;
using LiveIp.Emulators.YouTube.Polls;
using LiveIp.Emulators.YouTube.Rest;
using LiveIp.Emulators.YouTube.Uploads;

namespace LiveIp.Emulators.YouTube;

/// <summary>
/// The emulated YouTube: one channel, its broadcasts and their chats, readable over REST (<see cref="MapRest"/>) and over the
/// streamed chat (<see cref="YouTubeStreamService"/>), both from the same log.
/// </summary>
internal sealed class YouTubeStage : IPlatformStage
{
    public const string Name = "youtube";

    private const int MaxChatCharacters = 200;

    private readonly TruthLedger _truth;
    private readonly TimeProvider _clock;
    private readonly PlatformMemory _memory;
    private readonly MessageFactory _messages;
    private readonly RestApi _rest;
    private long _closings;

    public YouTubeStage(
        TruthLedger truth,
        FaultBoard faults,
        TimeProvider clock,
        YouTubeEmulatorOptions options,
        PlatformMemory? memory = null,
        ConsentBoard? consents = null
    )
    {
        memory ??= new PlatformMemory(null);
        _memory = memory;
        Tokens = new PageTokens(memory.RecallOr("youtube-page-key.json", static () => RandomNumberGenerator.GetBytes(32)));
        _truth = truth;
        _clock = clock;
        Options = options;
        Disturbances = new Disturbances(faults, clock);
        Access = new AccessControl(options, faults, clock, memory);
        Grants = new GrantBook(options, clock, memory);
        Consents = consents ?? new ConsentBoard();
        Quota = new Quota(options.QuotaUnitsPerDay, clock);
        Searches = new Quota(options.SearchesPerDay, clock);
        Uploads = new VideoUploads(new UploadBook(memory, clock, options.LocksUploads), new Quota(options.UploadsPerDay, clock));
        Streams = new LiveStreams(options.StreamLifetime, clock);
        var ids = new Identifiers(options);
        _messages = new MessageFactory(ids);
        Channel = new ChannelState(options, ids, Disturbances, clock);
        Live = new LiveControl(Channel, options.TransitionTakes, clock);
        Live.WentLive += broadcast => CountFromHere(broadcast, clock.GetUtcNow());
        Live.Completing += CloseChat;
        Desk = new ChatDesk(Channel, SceneOf, Publish, clock);
        Polls = new PollDesk(Desk, SceneOf, ShowPoll);
        if (options.LiveAtStart)
        {
            SampleAudience(options.InitialViewers, options.InitialFollowers);
            Sample("likes", 0, Channel.CreatedAt);
        }

        _rest = new RestApi(this, new ActJournal(memory), clock);
        faults.Ordered += Obey;
    }

    public string Platform => Name;

    public PlatformAbilities Abilities { get; } =
        new(
            new HashSet<Type>
            {
                typeof(ChatEvent),
                typeof(PaidMessageEvent),
                typeof(PaidStickerEvent),
                typeof(GiftEvent),
                typeof(NewMemberEvent),
                typeof(RenewalEvent),
                typeof(MembershipGiftEvent),
                typeof(LikeEvent),
                typeof(PollEvent),
                typeof(MessageDeletedEvent),
                typeof(BanEvent),
                typeof(ChatRulesEvent),
                typeof(AudienceEvent),
                typeof(BroadcastStartEvent),
                typeof(BroadcastEndEvent),
            },
            MaxChatCharacters
        );

    public YouTubeEmulatorOptions Options { get; }

    public ChannelState Channel { get; }

    public LiveControl Live { get; }

    /// <summary>What the owner does in the chats over the API.</summary>
    public ChatDesk Desk { get; }

    /// <summary>The show's polls, and those that the owner starts over the API.</summary>
    public PollDesk Polls { get; }

    public AccessControl Access { get; }

    public GrantBook Grants { get; }

    public ConsentBoard Consents { get; }

    public Quota Quota { get; }

    /// <summary>Searches have a bucket of their own.</summary>
    public Quota Searches { get; }

    public VideoUploads Uploads { get; }

    public Disturbances Disturbances { get; }

    public LiveStreams Streams { get; }

    public PageTokens Tokens { get; }

    /// <summary>The REST methods and the token endpoint; whatever else is asked of the same builder answers 404 in Google's form.</summary>
    public void MapRest(IEndpointRouteBuilder routes) => _rest.Map(routes);

    /// <summary>What was done over the API before the process was killed, in order of time.</summary>
    public IEnumerable<PastAct> PastActs() => _rest.Past();

    /// <summary>A show of the past, or newer numbers of one.</summary>
    public void Remember(Past.PastShow show)
    {
        lock (Live.Gate)
        {
            Channel.Remember(show);
        }
    }

    public void Perform(ShowEvent occurrence)
    {
        lock (Live.Gate)
        {
            Live.Settle();
            PerformSettled(occurrence);
        }
    }

    private void PerformSettled(ShowEvent occurrence)
    {
        var broadcast = Channel.Current;
        var chat = broadcast.Chat;
        var scene = SceneOf(broadcast);
        var held = chat.HeldBack;
        switch (occurrence)
        {
            case AudienceEvent audience:
                Channel.Followers = audience.Followers;
                var facts = broadcast.Facts;
                broadcast.Facts = facts with
                {
                    Viewers = audience.Viewers,
                    Views = facts.Views + Math.Max(0, audience.Viewers - facts.Viewers),
                };
                SampleAudience(facts.IsLive ? audience.Viewers : 0, audience.Followers);
                break;
            case BroadcastStartEvent start:
                Start(broadcast, start, scene.Now);
                break;
            case BroadcastEndEvent when broadcast.Facts.Commanded:
                // The encoder stops; whether the broadcast is over is the creator's to say, unless it stops by itself.
                Encode(sending: false);
                break;
            case var _ when broadcast.Facts.EndedAt is not null:
                // The chat is closed: nobody can say, pay or like anything in it.
                break;
            case LikeEvent like:
                broadcast.Facts = broadcast.Facts with { Likes = broadcast.Facts.Likes + like.Count };
                Sample("likes", broadcast.Facts.Likes, scene.Now);
                break;
            case PollEvent poll:
                Polls.Perform(broadcast, poll);
                break;
            case VoteEvent vote:
                Polls.Vote(broadcast, vote);
                break;
            case BroadcastEndEvent end:
                Publish(chat, [SpokenMessages.ChatEnded(scene, end.Number)]);
                chat.ReleaseHeldBack();
                broadcast.Facts = broadcast.Facts with { EndedAt = scene.Now, Viewers = 0 };
                chat.End(scene.Now);
                Encode(sending: false);
                break;
            case ChatEvent hidden when Desk.IsBanned(Channel.Ids.Channel(hidden.Viewer)):
                break;
            case ChatEvent text:
                broadcast.Facts = broadcast.Facts with { ChatMessages = broadcast.Facts.ChatMessages + 1 };
                Publish(chat, [SpokenMessages.Text(scene, text)]);
                Sample("chat.messages", broadcast.Facts.ChatMessages, scene.Now);
                Polls.Vote(broadcast, text.Viewer);
                break;
            default:
                Publish(chat, Translate(scene, occurrence));
                break;
        }

        // A swap needs a second message; if this event brought none, the first has waited long enough.
        if (held is not null && ReferenceEquals(held, chat.HeldBack))
        {
            chat.ReleaseHeldBack();
        }
    }

    /// <summary>
    /// Gives each chat, after its past was gone over again, the order in which its readers met it: their page tokens are positions in it.
    /// From then on the order is written down, of the chats that are still to come as well.
    /// </summary>
    public void KeepChatOrder()
    {
        foreach (var broadcast in Channel.Broadcasts)
        {
            broadcast.Chat.Restore(_memory.ReadJournal(OrderName(broadcast)));
            Write(broadcast);
        }

        Channel.Added += Write;

        void Write(Broadcast broadcast) => broadcast.Chat.Write(_memory.OpenJournal(OrderName(broadcast)));
    }

    private static string OrderName(Broadcast broadcast) => $"youtube-chat-{broadcast.Id}.journal";

    private static IReadOnlyList<ChatEntry> Translate(Scene scene, ShowEvent occurrence) =>
        occurrence switch
        {
            PaidMessageEvent paid => [PaidMessages.SuperChat(scene, paid)],
            PaidStickerEvent sticker => [PaidMessages.SuperSticker(scene, sticker)],
            GiftEvent gift => PaidMessages.Gift(scene, gift),
            NewMemberEvent member => [MemberMessages.NewSponsor(scene, member)],
            RenewalEvent renewal => [MemberMessages.Milestone(scene, renewal)],
            MembershipGiftEvent gift => MemberMessages.Gifting(scene, gift),
            MessageDeletedEvent removal => [SpokenMessages.Removal(scene, removal)],
            BanEvent ban => [SpokenMessages.Ban(scene, ban)],
            ChatRulesEvent rules => [SpokenMessages.Rules(scene, rules)],
            _ => throw new ArgumentException($"YouTube has no {occurrence.GetType().Name}", nameof(occurrence)),
        };

    private Scene SceneOf(Broadcast broadcast) => new(Channel.Ids, _messages, Options.ChannelId, broadcast.ChatId, _clock.GetUtcNow());

    private void Publish(ChatLog chat, IReadOnlyList<ChatEntry> entries)
    {
        foreach (var row in entries.Select(entry => entry.Row).Distinct())
        {
            _truth.Add(row);
        }

        chat.Append(entries);
    }

    private void ShowPoll(Broadcast broadcast, PollState poll, bool isNew)
    {
        var (entry, update) = PollMessages.Of(SceneOf(broadcast), poll);
        if (isNew)
        {
            _truth.Add(poll.Row);
        }

        broadcast.Chat.SetActivePoll(poll.Closed ? null : entry);
        broadcast.Chat.Append([entry], update);
    }

    /// <summary>The broadcast in whose chat a message is; null when none has it.</summary>
    public Broadcast? FindChat(string messageId) => Channel.Broadcasts.LastOrDefault(b => b.Chat.Find(messageId) is not null);

    private void Encode(bool sending)
    {
        if (Channel.EncoderIngest is { } ingest)
        {
            Live.Encode(ingest, sending);
        }
    }

    /// <summary>A broadcast that was made over the API is complete: its chat says so.</summary>
    private void CloseChat(Broadcast broadcast)
    {
        var scene = SceneOf(broadcast);
        // The script's numbers are positive.
        Publish(broadcast.Chat, [SpokenMessages.ChatEnded(scene, --_closings)]);
        broadcast.Chat.ReleaseHeldBack();
        broadcast.Chat.End(scene.Now);
    }

    private void CountFromHere(Broadcast broadcast, DateTimeOffset now)
    {
        // Likes count from zero with every broadcast; subscribers are those that were there already.
        Sample("likes", broadcast.Facts.Likes, now);
        Sample("followers.total", ChannelState.Rounded(Channel.Followers), now);
    }

    private void Start(Broadcast broadcast, BroadcastStartEvent start, DateTimeOffset now)
    {
        Encode(sending: true);
        if (broadcast.Facts is { Commanded: true, EndedAt: null })
        {
            // It keeps its own title, and begins by itself or by the creator's word.
            return;
        }

        if (broadcast.Facts.EndedAt is not null)
        {
            // A broadcast that is complete never goes live again: the next one has an id and a chat of its own.
            broadcast = Channel.Add(start.Title);
        }

        if (!broadcast.Facts.IsLive)
        {
            CountFromHere(broadcast, now);
        }

        var title = start.Title.Length > 0 ? start.Title : broadcast.Facts.Title;
        broadcast.Facts = broadcast.Facts with { Title = title, StartedAt = broadcast.Facts.StartedAt ?? now };
    }

    private void SampleAudience(int viewers, int followers)
    {
        var now = _clock.GetUtcNow();
        if (viewers > 0)
        {
            // The platform leaves the number out at zero, which says "unknown": there is nothing to compare with.
            Sample("viewers.concurrent", viewers, now);
        }

        Sample("followers.total", ChannelState.Rounded(followers), now);
    }

    private void Sample(string metric, long value, DateTimeOffset at) =>
        _truth.Sample(new TruthSample(Name, Options.ChannelId, metric, value, at));

    private void Obey(Fault fault)
    {
        if (fault.Platform != Name)
        {
            return;
        }

        var duration = TimeSpan.FromSeconds(fault.Seconds);
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                Streams.DropAll();
                break;
            case FaultKind.EndFeed:
                Streams.EndAll();
                break;
            case FaultKind.ExpireTokens:
                Access.ExpireAll();
                Streams.ExpireAll();
                break;
            case FaultKind.Stall:
                Streams.Stall(duration);
                break;
            case FaultKind.Slow:
                Disturbances.Slow(duration, TimeSpan.FromMilliseconds(fault.Milliseconds));
                break;
            case FaultKind.QuotaExceeded:
                Quota.Exhaust(fault.Seconds > 0 ? duration : null);
                break;
            default:
                // The others wait on the board until a call or a message meets them.
                break;
        }
    }
}

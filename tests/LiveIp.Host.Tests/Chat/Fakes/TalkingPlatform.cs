using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Chat.Fakes;

/// <summary>A platform with a chat: what is written comes back as an event, as the test says.</summary>
internal sealed class TalkingPlatform(string id, Type adapter) : PlatformExtension
{
    private readonly TaskCompletionSource<IConnection> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ids;

    /// <summary>What a line comes to; by default it is confirmed, and comes back.</summary>
    public Func<TalkingPlatform, OutgoingMessage, Task<SentMessage>> Answer { get; set; } =
        static async (platform, message) =>
        {
            var echo = platform.NextId();
            await platform.TellAsync(echo, message.Text);
            return new SentMessage { Id = echo };
        };

    /// <summary>What a ban comes to.</summary>
    public Func<TalkingPlatform, BanOrder, Task<PlacedBan>> Banning { get; set; } =
        static (_, order) => Task.FromResult(new PlacedBan { Handle = $"ban-of-{order.Person}" });

    /// <summary>Every line that reached the platform, in order.</summary>
    public ConcurrentQueue<OutgoingMessage> Heard { get; } = new();

    public ConcurrentQueue<BanOrder> Bans { get; } = new();

    public ConcurrentQueue<UnbanOrder> Unbans { get; } = new();

    public ConcurrentQueue<string> Removed { get; } = new();

    public ChatLimits Limits { get; set; } =
        new()
        {
            Unit = TextUnit.CodePoint,
            MaxLength = 20,
            Replies = true,
        };

    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = id,
            DisplayName = id,
            Metrics = [MetricIds.ChatMessages],
        };

    /// <summary>It was replaced by one that can do nothing more.</summary>
    public bool IsWithdrawn { get; set; }

    public override IReadOnlyList<string> Capabilities => IsWithdrawn ? [] : Capability.Of(adapter);

    public string NextId() => $"{id}-{Interlocked.Increment(ref _ids)}";

    public override ExtensionLease<IPlatformAdapter> Create() =>
        new((IPlatformAdapter)Activator.CreateInstance(adapter, this)!, new NoScope());

    /// <summary>Somebody wrote; the channel's owner where it is not said.</summary>
    public Task TellAsync(string echo, string text, string person = "", bool isOwner = true)
    {
        var said = new LiveEvent
        {
            Id = echo,
            ChatMessage = new ChatMessage { Text = text },
            Actor = new Actor
            {
                Person = new Person { Id = person.Length > 0 ? person : $"{id}:owner" },
                IsOwner = isOwner,
            },
        };
        return TellAsync(said);
    }

    public async Task TellAsync(LiveEvent happened) => await (await _connected.Task).WriteAsync([happened], null, CancellationToken.None);

    internal async Task<SentMessage> HearAsync(OutgoingMessage message)
    {
        Heard.Enqueue(message);
        return await Answer(this, message);
    }

    internal async Task FollowAsync(IConnection connection, CancellationToken cancellationToken)
    {
        connection.ReportOnline(Continuity.FromNow, TimeSpan.FromDays(1));
        _connected.TrySetResult(connection);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }
}

/// <summary>It can be followed, and no more.</summary>
internal class MuteAdapter(TalkingPlatform platform) : IPlatformAdapter
{
    protected TalkingPlatform Platform => platform;

    public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
        Task.FromResult(new ChannelIdentity { Id = input, DisplayName = input });

    public Task RunAsync(IConnection connection, CancellationToken cancellationToken) =>
        platform.FollowAsync(connection, cancellationToken);
}

/// <summary>It can be written in.</summary>
internal class TalkingAdapter(TalkingPlatform platform) : MuteAdapter(platform), IChatSender
{
    public ChatLimits ChatLimits => Platform.Limits;

    public Task<SentMessage> SendAsync(OutgoingMessage message, IChannelContext context, CancellationToken cancellationToken) =>
        Platform.HearAsync(message);
}

/// <summary>All of it.</summary>
internal sealed class WholeAdapter(TalkingPlatform platform) : TalkingAdapter(platform), IChatAnnouncer, IMessageRemover, IPersonBanner
{
    public ChatLimits AnnouncementLimits => Platform.Limits;

    public TimeSpan MaxTimeout => TimeSpan.FromDays(14);

    public bool LiftsByHandle => true;

    public Task<SentMessage> AnnounceAsync(OutgoingMessage announcement, IChannelContext context, CancellationToken cancellationToken) =>
        Platform.HearAsync(announcement);

    public Task RemoveMessageAsync(string messageId, IChannelContext context, CancellationToken cancellationToken)
    {
        Platform.Removed.Enqueue(messageId);
        return Task.CompletedTask;
    }

    public Task<PlacedBan> BanAsync(BanOrder order, IChannelContext context, CancellationToken cancellationToken)
    {
        Platform.Bans.Enqueue(order);
        return Platform.Banning(Platform, order);
    }

    public Task UnbanAsync(UnbanOrder order, IChannelContext context, CancellationToken cancellationToken)
    {
        Platform.Unbans.Enqueue(order);
        return Task.CompletedTask;
    }
}

using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Polls;

namespace LiveIp.Plugins.Twitch;

// Polls of the channel. How they stand comes by EventSub.
internal sealed partial class TwitchAdapter : IPollControl
{
    /// <inheritdoc/>
    /// <remarks>Helix reference, Create Poll: 60 and 25 characters, 2 to 5 choices, 15 to 1,800 s.</remarks>
    public PollLimits PollLimits { get; } =
        new()
        {
            Unit = TextUnit.CodePoint,
            MaxQuestionLength = 60,
            MaxOptionLength = 25,
            MaxOptions = 5,
            EndsByItself = true,
            MinDuration = TimeSpan.FromSeconds(15),
            MaxDuration = TimeSpan.FromSeconds(1800),
        };

    /// <inheritdoc/>
    public Task<PlatformPoll> StartPollAsync(PollDraft draft, IChannelContext context, CancellationToken cancellationToken) =>
        Polls(context).StartAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PlatformPoll>> FindPollsAsync(IChannelContext context, CancellationToken cancellationToken) =>
        Polls(context).FindAsync(id: null, cancellationToken);

    /// <inheritdoc/>
    public Task EndPollAsync(string id, IChannelContext context, CancellationToken cancellationToken) =>
        Polls(context).EndAsync(id, cancellationToken);

    private PollsClient Polls(IChannelContext context) => new(new HelixClient(settings, http, context), context.Channel.Id);
}

using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Chat.Lines;
using LiveIp.Host.Chat.Text;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Chat.Sending;

/// <summary>Looks at a message against each platform's own limits, before anything is sent anywhere.</summary>
internal sealed class SendPlanner(ChannelActions actions, IExtensionRegistry registry)
{
    /// <summary>A message that comes to more lines is a flood.</summary>
    public const int MostLines = 10;

    /// <param name="channel">Where.</param>
    /// <param name="text">Not yet split.</param>
    /// <param name="kind">In which form.</param>
    /// <param name="allowPlain">An ordinary message will do where there are no announcements.</param>
    /// <param name="checks">Notes what is wrong with the text.</param>
    /// <param name="cancellationToken">Of the caller.</param>
    /// <exception cref="CapabilityMissingException">The platform cannot do it.</exception>
    /// <exception cref="AdapterException">The plugin is not loaded, or failed.</exception>
    public async Task<SendPlan> MakeAsync(
        ChannelRecord channel,
        string text,
        LineKind kind,
        bool allowPlain,
        FieldChecks checks,
        CancellationToken cancellationToken
    )
    {
        if (kind == LineKind.Announcement && allowPlain && !actions.Offers<IChatAnnouncer>(channel))
        {
            kind = LineKind.Message;
        }

        var limits = await LimitsAsync(channel, kind, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Channel = channel,
            Kind = kind,
            Lines = Split(channel, text, limits, checks),
            Interval = limits.MinInterval,
        };
    }

    /// <summary>As <see cref="MakeAsync"/>, as an answer to a message.</summary>
    /// <param name="author">Named in front where the platform has no replies; null: then it is missing.</param>
    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException"/>
    public async Task<SendPlan> ReplyAsync(
        ChannelRecord channel,
        string text,
        string replyTo,
        string? author,
        FieldChecks checks,
        CancellationToken cancellationToken
    )
    {
        var limits = await LimitsAsync(channel, LineKind.Message, cancellationToken).ConfigureAwait(false);
        if (!limits.Replies && author is null)
        {
            throw new CapabilityMissingException(channel.Name, PlatformName(channel), "chat_reply");
        }

        return new()
        {
            Channel = channel,
            Kind = LineKind.Message,
            Lines = Split(channel, limits.Replies || author!.Length == 0 ? text : $"@{author.TrimStart('@')} {text}", limits, checks),
            ReplyTo = limits.Replies ? replyTo : "",
            Interval = limits.MinInterval,
        };
    }

    private string PlatformName(ChannelRecord channel) =>
        registry.FindPlatform(channel.Platform)?.Descriptor.DisplayName ?? channel.Platform;

    private Task<ChatLimits> LimitsAsync(ChannelRecord channel, LineKind kind, CancellationToken cancellationToken) =>
        kind == LineKind.Announcement
            ? actions.AskAsync<IChatAnnouncer, ChatLimits>(channel, static announcer => announcer.AnnouncementLimits, cancellationToken)
            : actions.AskAsync<IChatSender, ChatLimits>(channel, static sender => sender.ChatLimits, cancellationToken);

    private static IReadOnlyList<string> Split(ChannelRecord channel, string text, ChatLimits limits, FieldChecks checks)
    {
        if (!MessageSplitter.TrySplit(text, limits, out var lines, out _))
        {
            checks.Add(
                "text",
                $"holds a link or character that is longer than a line on {channel.Platform} ({limits.MaxLength}); see {channel.Name}"
            );
        }
        else
        {
            checks.Require(
                lines.Count <= MostLines,
                "text",
                $"comes to {lines.Count} lines of {limits.MaxLength} on {channel.Platform}, at most {MostLines} are sent; see {channel.Name}"
            );
        }

        return lines;
    }
}

namespace LiveIp.Contracts;

/// <summary>An adapter that can write a line that the platform shows in a special way, to everybody in the chat.</summary>
public interface IChatAnnouncer
{
    /// <summary>What an announcement may be.</summary>
    ChatLimits AnnouncementLimits { get; }

    /// <summary>Announces one line, once.</summary>
    /// <exception cref="AdapterException">As of <see cref="IChatSender.SendAsync"/>.</exception>
    Task<SentMessage> AnnounceAsync(OutgoingMessage announcement, IChannelContext context, CancellationToken cancellationToken);
}

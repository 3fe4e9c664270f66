namespace LiveIp.Contracts;

/// <summary>
/// An adapter that can write in a channel's chat. The host splits what is too long, keeps the order of lines, counts none of them
/// twice and recognises them when they come back; the adapter sends one line and says what the platform answered.
/// </summary>
public interface IChatSender
{
    /// <summary>What one line may be.</summary>
    ChatLimits ChatLimits { get; }

    /// <summary>Writes one line, once. Trying again is the caller's.</summary>
    /// <exception cref="AdapterException">
    /// It was not written, with the platform's word for why; or <see cref="FailureKind.OutcomeUnknown"/> when that is not known.
    /// </exception>
    Task<SentMessage> SendAsync(OutgoingMessage message, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>What one line of chat may be on a platform.</summary>
public sealed record ChatLimits
{
    /// <summary>In what the platform counts.</summary>
    public required TextUnit Unit { get; init; }

    /// <summary>The most units of one line; at least 1.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The least time between two lines of this host in one channel; zero where the platform sets none.</summary>
    public TimeSpan MinInterval { get; init; }

    /// <summary>Whether a line can answer another one. Elsewhere <see cref="OutgoingMessage.ReplyTo"/> stays null.</summary>
    public bool Replies { get; init; }
}

/// <summary>One line to write.</summary>
public sealed record OutgoingMessage
{
    /// <summary>One line within <see cref="ChatLimits"/>, not empty, without line ends.</summary>
    public required string Text { get; init; }

    /// <summary>Event id of the chat message that it answers, or null.</summary>
    public string? ReplyTo { get; init; }
}

/// <summary>What the platform confirmed.</summary>
public sealed record SentMessage
{
    /// <summary>
    /// The id under which the line will come back among the channel's events. Null where the platform does not say; the host then knows
    /// the line again by its text.
    /// </summary>
    public string? Id { get; init; }
}

using LiveIp.Host.Channels;
using LiveIp.Host.Chat.Lines;

namespace LiveIp.Host.Chat.Sending;

/// <summary>What goes to one channel.</summary>
internal sealed record SendPlan
{
    public required ChannelRecord Channel { get; init; }

    public required LineKind Kind { get; init; }

    /// <summary>None: the channel's platform cannot do this, and <see cref="Unsupported"/> says so.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    public string ReplyTo { get; init; } = "";

    /// <summary>Between two lines.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Empty when it can.</summary>
    public string Unsupported { get; init; } = "";

    /// <summary>As they are stored before anything is sent.</summary>
    public IEnumerable<ChatLine> ToLines(string sendId) =>
        Lines.Count == 0
            ? [Line(sendId, 0, "") with { State = LineState.Unsupported, Detail = Unsupported }]
            : Lines.Select((text, i) => Line(sendId, i, text));

    private ChatLine Line(string sendId, int number, string text) =>
        new()
        {
            SendId = sendId,
            Channel = Channel.Name,
            Number = number,
            Kind = Kind,
            Text = text,
            ReplyTo = ReplyTo,
        };
}

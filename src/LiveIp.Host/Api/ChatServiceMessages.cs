using LiveIp.Host.Chat.Lines;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>From lines to what callers are told of them.</summary>
internal static class ChatServiceMessages
{
    public static IEnumerable<ChannelSendResult> Results(IReadOnlyList<ChatLine> lines) =>
        lines.GroupBy(static l => l.Channel, StringComparer.Ordinal).Select(static g => Result(g.Key, [.. g]));

    private static ChannelSendResult Result(string channel, IReadOnlyList<ChatLine> lines)
    {
        var first = lines.FirstOrDefault(static l => l.State != LineState.Sent);
        var result = new ChannelSendResult
        {
            Channel = channel,
            State = first is null ? SendState.Sent : State(first.State),
            Detail = first?.Detail ?? "",
        };
        if (first?.State != LineState.Unsupported)
        {
            result.Lines.AddRange(lines.Select(Line));
        }

        return result;
    }

    private static SentLine Line(ChatLine line) =>
        new()
        {
            State = State(line.State),
            EventId = line.EventId,
            Reason = line.Failure is { } kind ? ChannelServiceErrors.Reason(kind) : "",
            PlatformReason = line.PlatformReason,
            Detail = line.Detail,
        };

    // Who asks again after a crash, before it is found out, is told what is known: nothing.
    private static SendState State(LineState state) =>
        state switch
        {
            LineState.Sent => SendState.Sent,
            LineState.Refused => SendState.Refused,
            LineState.Unsupported => SendState.Unsupported,
            LineState.Waiting or LineState.NotSent => SendState.NotSent,
            _ => SendState.Unknown,
        };
}

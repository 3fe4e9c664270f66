using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>Deliveries as people read them, and what they mean for the exit code.</summary>
internal static class DeliveryView
{
    public static string[] Columns(Func<string, string, string> say) =>
        [
            say("delivery", "投递"),
            say("to", "去向"),
            say("state", "状态"),
            say("attempts", "次数"),
            say("where", "位置"),
            say("what happened", "情况"),
        ];

    public static string[] Row(Delivery delivery, Func<string, string, string> say) =>
        [
            Tone.Text(delivery.Name),
            Tone.Text(delivery.Distributor),
            Word(delivery, say),
            Tone.Text($"{delivery.Attempts}"),
            Tone.Text(delivery.RemoteUri.Length > 0 ? delivery.RemoteUri : delivery.RemoteId),
            Tone.Text(delivery.Detail),
        ];

    /// <summary>Of all of them together: unknown before refused, and refused before done.</summary>
    public static int ExitCode(IReadOnlyCollection<Delivery> deliveries) =>
        deliveries.Any(static d => d.State == DeliveryState.Unconfirmed) ? ExitCodes.Unknown
        : deliveries.Any(static d => d.State is DeliveryState.Failed or DeliveryState.Expired) ? ExitCodes.Refused
        : ExitCodes.Done;

    /// <summary>Nothing will happen to it any more by itself, or not before its time.</summary>
    public static bool IsSettled(Delivery delivery) => delivery.State is not (DeliveryState.Pending or DeliveryState.Sending);

    private static Google.Protobuf.WellKnownTypes.Timestamp? Next(Delivery delivery) => delivery.NextAttemptAt ?? delivery.NotBefore;

    private static string Word(Delivery delivery, Func<string, string, string> say) =>
        delivery.State switch
        {
            DeliveryState.Delivered => $"[green]{say("delivered", "已送达")}[/]",
            DeliveryState.Pending => say($"waits, {Tone.Time(Next(delivery))}", $"等待，{Tone.Time(Next(delivery))}"),
            DeliveryState.Sending => say("being sent", "发送中"),
            DeliveryState.Unconfirmed => $"[yellow]{say("UNCONFIRMED: it may be there", "未确认：可能已送达")}[/]",
            DeliveryState.Expired => $"[red]{say("expired", "已过期")}[/]",
            DeliveryState.Cancelled => say("cancelled", "已取消"),
            _ => $"[red]{say("failed", "失败")}[/]",
        };
}

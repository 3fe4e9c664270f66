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
            say("came back", "反馈"),
            say("what happened", "情况"),
        ];

    public static string[] Row(Delivery delivery, Func<string, string, string> say) =>
        [
            Tone.Text(delivery.Name),
            Tone.Text(delivery.Distributor),
            Word(delivery, say) + ChangeWord(delivery.Change, say),
            Tone.Text($"{delivery.Attempts}"),
            Tone.Text(delivery.RemoteUri.Length > 0 ? delivery.RemoteUri : delivery.RemoteId),
            Tone.Text(DeliveryReturns.Of(delivery, say)),
            Tone.Text(
                string.Join(
                    " ",
                    new[] { delivery.Detail, delivery.Change?.Detail ?? "", LeftOut(delivery, say) }.Where(static d => d.Length > 0)
                )
            ),
        ];

    private static string LeftOut(Delivery delivery, Func<string, string, string> say) =>
        delivery.MediaLeftOut.Length > 0 ? say($"Without the files: {delivery.MediaLeftOut}.", $"未附文件：{delivery.MediaLeftOut}。") : "";

    /// <summary>Of all of them together: unknown before refused, refused before handed off, and that before done.</summary>
    public static int ExitCode(IReadOnlyCollection<Delivery> deliveries) =>
        deliveries.Any(static d => d.State == DeliveryState.Unconfirmed) ? ExitCodes.Unknown
        : deliveries.Any(static d =>
            d.State is DeliveryState.Failed or DeliveryState.Expired || d.Change?.State is DeliveryChange.Types.State.Failed
        )
            ? ExitCodes.Refused
        : deliveries.Any(static d => d.State == DeliveryState.HandedOff) ? ExitCodes.HandedOff
        : ExitCodes.Done;

    /// <summary>Nothing will happen to it any more by itself, or not before its time.</summary>
    public static bool IsSettled(Delivery delivery) =>
        delivery.State is not (DeliveryState.Pending or DeliveryState.Sending)
        && !(delivery is { State: DeliveryState.Delivered, Change.State: DeliveryChange.Types.State.Pending });

    private static Google.Protobuf.WellKnownTypes.Timestamp? Next(Delivery delivery) => delivery.NextAttemptAt ?? delivery.NotBefore;

    private static string Word(Delivery delivery, Func<string, string, string> say) =>
        delivery.State switch
        {
            DeliveryState.Delivered => $"[green]{say("delivered", "已送达")}[/]",
            DeliveryState.Pending => say($"waits, {Tone.Time(Next(delivery))}", $"等待，{Tone.Time(Next(delivery))}"),
            DeliveryState.Sending => say("being sent", "发送中"),
            DeliveryState.Unconfirmed => $"[yellow]{say("UNCONFIRMED: it may be there", "未确认：可能已送达")}[/]",
            DeliveryState.HandedOff => $"[yellow]{say("HANDED OFF: yours to publish", "待您发布")}[/]",
            DeliveryState.Expired => $"[red]{say("expired", "已过期")}[/]",
            DeliveryState.Cancelled => say("cancelled", "已取消"),
            DeliveryState.Deleted => say("deleted", "已删除"),
            _ => $"[red]{say("failed", "失败")}[/]",
        };

    private static string ChangeWord(DeliveryChange? change, Func<string, string, string> say) =>
        change?.State switch
        {
            null => "",
            DeliveryChange.Types.State.Pending => $", {say("change waits", "修改等待中")}",
            DeliveryChange.Types.State.Done => change.Kind == DeliveryChange.Types.Kind.Edit ? $", {say("edited", "已编辑")}" : "",
            DeliveryChange.Types.State.Unsupported => $", [grey]{say("cannot be changed there", "该渠道不支持修改")}[/]",
            DeliveryChange.Types.State.Gone => $", [yellow]{say("gone there", "该渠道上已不存在")}[/]",
            _ => $", [red]{say("not changed", "未修改")}[/]",
        };
}

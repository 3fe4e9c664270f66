using System.Globalization;
using LiveIp.V1;

namespace LiveIp.Cli.Output;

/// <summary>One event as one line of the feed.</summary>
internal static class EventLine
{
    public static string Render(LiveEvent e)
    {
        var time = e.OccurredAt?.ToDateTimeOffset().ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "--:--:--";
        var who = e.Actor?.Person?.DisplayName is { Length: > 0 } name ? Tone.Text(name) : "somebody";
        return $"[grey]{time} {e.Sequence}[/] {Tone.Platform(e.Platform)} {Body(e, who)}{(e.Echo ? " [grey](echo)[/]" : "")}{(e.Own ? " [grey](own)[/]" : "")}";
    }

    private static string Body(LiveEvent e, string who) =>
        e.BodyCase switch
        {
            LiveEvent.BodyOneofCase.ChatMessage => $"[bold]{who}[/] {Tone.Text(e.ChatMessage.Text)}",
            LiveEvent.BodyOneofCase.Contribution => $"[yellow]{who} gave {Amount(e.Contribution)}[/] {Tone.Text(e.Contribution.Text)}",
            LiveEvent.BodyOneofCase.Membership =>
                $"[green]{who}: membership {e.Membership.Kind}[/] {Tone.Text(e.Membership.Level)} {Tone.Text(e.Membership.Text)}",
            LiveEvent.BodyOneofCase.Follow => $"[green]{who} follows[/]",
            LiveEvent.BodyOneofCase.Reaction => $"{who} {Tone.Text(e.Reaction.Name)} ×{e.Reaction.Count}",
            LiveEvent.BodyOneofCase.Share => $"{who} shared",
            LiveEvent.BodyOneofCase.Raid => $"[green]{who} raids with {e.Raid.Viewers} viewers[/]",
            LiveEvent.BodyOneofCase.Presence => $"[grey]{who} {e.Presence.Kind}[/]",
            LiveEvent.BodyOneofCase.Poll => $"{e.Poll.Kind} {e.Poll.State}: {Tone.Text(e.Poll.Question)}",
            LiveEvent.BodyOneofCase.RewardRedemption =>
                $"{who} redeems {Tone.Text(e.RewardRedemption.RewardName)} {Tone.Text(e.RewardRedemption.Text)}",
            LiveEvent.BodyOneofCase.Goal => $"{e.Goal.Kind} {e.Goal.State}: {e.Goal.Current}/{e.Goal.Target}",
            LiveEvent.BodyOneofCase.AdBreak => "ad break",
            LiveEvent.BodyOneofCase.BroadcastState => $"[bold]broadcast {e.BroadcastState.State}[/] {Tone.Text(e.BroadcastState.Title)}",
            LiveEvent.BodyOneofCase.ChannelUpdate => $"channel update {Tone.Text(e.ChannelUpdate.Title)}",
            LiveEvent.BodyOneofCase.Retraction => $"[grey]removed: {e.Retraction.Kind}[/]",
            LiveEvent.BodyOneofCase.Measurement =>
                $"[grey]{Tone.Text(e.Measurement.Metric)} = {e.Measurement.Gauge + e.Measurement.Total + e.Measurement.Delta}[/]",
            LiveEvent.BodyOneofCase.Gap => $"[red]GAP{Length(e.Gap)} ({e.Gap.Cause})[/]",
            LiveEvent.BodyOneofCase.Vendor => $"[grey]{Tone.Text(e.Vendor.Type)}[/]",
            _ => "[grey]of a kind that this version does not know[/]",
        };

    private static string Length(Gap gap) =>
        gap is { StartedAt: { } start, EndedAt: { } end }
            ? $" of {Tone.Number((end.ToDateTimeOffset() - start.ToDateTimeOffset()).TotalSeconds)} s"
            : "";

    private static string Amount(Contribution c)
    {
        var money = c.Money is { } m ? $"{Tone.Number(m.Micros / 1e6)} {Tone.Text(m.Currency)}" : null;
        if (c.ItemName.Length == 0)
        {
            return money ?? "something";
        }

        var item = $"{Math.Max(c.Count, 1)} × {Tone.Text(c.ItemName)}";
        return money is null ? item : $"{item} ({money})";
    }
}

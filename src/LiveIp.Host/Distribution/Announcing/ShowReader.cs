using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>Gathers what can be said of a broadcast.</summary>
internal sealed class ShowReader(ChannelStore channels, IExtensionRegistry registry, MetricReader metrics, TimeProvider clock)
{
    /// <param name="plan">That it was planned as, or null.</param>
    public ShowFacts Read(BroadcastRecord broadcast, PlanRecord? plan)
    {
        var isOver = IsOver(broadcast);
        return new ShowFacts
        {
            Title = broadcast.Title,
            Category = broadcast.Parts.Select(static p => p.Category).FirstOrDefault(static c => c.Length > 0, ""),
            Start = DateTimeOffset.FromUnixTimeMilliseconds(broadcast.Start),
            End = isOver ? DateTimeOffset.FromUnixTimeMilliseconds(broadcast.End!.Value) : null,
            Platforms =
            [
                .. broadcast
                    .Parts.GroupBy(static p => p.Channel.Name, StringComparer.Ordinal)
                    .Select(parts => Platform([.. parts], plan, withPeak: isOver)),
            ],
        };
    }

    /// <summary>What it would be on the channels that there are, or that are planned; for looking at the words before anything was on air.</summary>
    public ShowFacts Sample(PlanRecord? plan)
    {
        var meant = channels.All().Where(c => plan is null ? c.Enabled : plan.Parts.Any(p => p.Channel == c.Name));
        return new ShowFacts
        {
            Title = plan?.Asked.Details?.Title ?? "",
            Category = "",
            Start = clock.GetUtcNow() - TimeSpan.FromHours(2),
            End = null,
            Platforms = [.. meant.Select(c => new ShowPlatform(c.Platform, Name(c.Platform), c.Identity.Uri, Peak: null))],
        };
    }

    /// <summary>It ended, and can no longer come back as the same broadcast.</summary>
    public bool IsOver(BroadcastRecord broadcast) =>
        broadcast.End is { } end && clock.GetUtcNow().ToUnixTimeMilliseconds() - end > ChannelIntervals.Grace.TotalMilliseconds;

    private ShowPlatform Platform(PartRecord[] parts, PlanRecord? plan, bool withPeak)
    {
        var channel = parts[0].Channel;
        var planned = plan?.Parts.FirstOrDefault(p => p.Channel == channel.Name);
        // The page of a broadcast is known where we made it. Of others the channel is named: an unlisted one must not be told by its page.
        var uri =
            Uri.TryCreate(planned?.Uri, UriKind.Absolute, out var page) ? page
            : ChannelRecord.IdOf(channel.Name) is { } id ? channels.Get(id)?.Identity.Uri
            : null;
        return new ShowPlatform(channel.Platform, Name(channel.Platform), uri, withPeak ? parts.Select(Peak).Max() : null);
    }

    private string Name(string platform) => registry.FindPlatform(platform)?.Descriptor.DisplayName ?? platform;

    /// <summary>The reader asks the platform's terms.</summary>
    private long? Peak(PartRecord part) =>
        metrics.Get(part.Channel, MetricIds.ViewersPeak, part.Stretch(clock.GetUtcNow())) is [{ HasNumber: true } value]
            ? (long)value.Number
            : null;
}

using LiveIp.V1;
using ChannelState = LiveIp.V1.BroadcastChannel.Types.State;

namespace LiveIp.Host.Demo.Acting;

/// <summary>Ends the broadcast where the host is in command; elsewhere the encoder has stopped by then.</summary>
internal sealed class EndAct(PlannedBroadcast planned) : IShowAct
{
    private const string Act = "end";

    private Broadcast _ended = new();

    public async Task DoAsync(CancellationToken cancellationToken)
    {
        await planned.Api.EndBroadcastAsync(new() { Name = planned.Name, RequestId = "demo-end" }, cancellationToken: cancellationToken);
        _ended = await planned.UntilAsync(static c => c.State == ChannelState.Ended, "ended", cancellationToken);
    }

    public IEnumerable<ActResult> Judge(ActingTruth truth)
    {
        var status = string.Join(", ", truth.Broadcasts.Select(static b => (string?)b["status"]));
        foreach (
            var ended in _ended
                .Channels.OrderByDescending(static c => c.Commanded)
                .ThenByDescending(static c => c.Platform, StringComparer.Ordinal)
        )
        {
            var state = ended.State.ToString().ToUpperInvariant();
            yield return ended.Commanded
                ? new ActResult(
                    Act,
                    ended.Platform,
                    $"{state}: commanded",
                    status,
                    ended.State == ChannelState.Ended && status == "complete"
                )
                : new ActResult(Act, ended.Platform, $"{state}: observed", "the encoder stopped", ended.State == ChannelState.Ended);
        }
    }
}

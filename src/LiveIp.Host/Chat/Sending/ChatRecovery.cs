using LiveIp.Host.Chat.Lines;

namespace LiveIp.Host.Chat.Sending;

/// <summary>
/// Takes up what the last run left: lines that may have left are looked for in the chat, and those that had not are given up. Registered
/// before the channels, so that it is known which lines are our own when the first events come in.
/// </summary>
internal sealed class ChatRecovery(ChatLineStore store, OwnLines own, LineSender sender, TimeProvider clock, ILogger<ChatRecovery> logger)
    : BackgroundService
{
    /// <summary>Platforms send the recent chat again when a connection comes back; none goes back further than this.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly List<OwnLine> _expected = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var line in store.SentSince(clock.GetUtcNow() - Remembered))
        {
            own.Remember(line.Channel, line.EventId);
        }

        foreach (var line in store.Open())
        {
            if (line.State == LineState.UnderWay)
            {
                _expected.Add(own.Expect(line));
            }
            else
            {
                store.Save(line with { State = LineState.NotSent, Detail = "The host ended before it was sent." });
            }
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Side by side: the log is waited for, once for all.
        var found = await Task.WhenAll(_expected.Select(l => sender.SearchAsync(l, lost: null, stoppingToken))).ConfigureAwait(false);
        foreach (var line in found)
        {
            logger.LogInformation("A line in {Channel} that was on its way when the host ended: {State}.", line.Channel, line.State);
        }
    }
}

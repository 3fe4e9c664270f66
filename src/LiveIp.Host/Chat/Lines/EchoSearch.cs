using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Chat.Lines;

/// <summary>Looks for a line whose answer was lost.</summary>
internal sealed class EchoSearch(LogLookout lookout, OwnLines own)
{
    /// <summary>Event id of the line, or null when it did not come in time.</summary>
    public async Task<string?> FindAsync(OwnLine line, CancellationToken cancellationToken)
    {
        var filter = new LogFilter { Channels = [line.Channel], Kinds = [LiveEvent.BodyOneofCase.ChatMessage] };
        var found = await lookout.FindAsync(filter, line.Line.AfterSequence, e => IsEcho(line, e), cancellationToken).ConfigureAwait(false);
        return found?.Id;
    }

    private bool IsEcho(OwnLine line, LiveEvent e) => e.Own && OwnLines.IsText(line.Line, e.ChatMessage) && own.MayBe(line, e.Id);
}

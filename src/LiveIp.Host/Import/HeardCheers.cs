using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Import;

/// <summary>
/// Messages with money that the host heard live. The platform told it of the money under another id than the recording can know, so
/// that the log would not recognise the repeat and count it twice.
/// </summary>
internal sealed class HeardCheers(IEventLog log, string channel)
{
    private const int Page = 1000;

    private HashSet<string>? _heard;

    public bool Contains(string messageId) => (_heard ??= Read()).Contains(messageId);

    private HashSet<string> Read()
    {
        var heard = new HashSet<string>(StringComparer.Ordinal);
        var filter = new LogFilter { Channels = [channel], Kinds = [LiveEvent.BodyOneofCase.ChatMessage] };
        for (long after = 0; log.Read(after, Page, filter) is { Count: > 0 } page; after = page[^1].Sequence)
        {
            heard.UnionWith(
                page.Select(static e => e.Parse())
                    .Where(static e => !e.Imported && e.ChatMessage.Attached is not null)
                    .Select(static e => e.Id)
            );
        }

        return heard;
    }
}

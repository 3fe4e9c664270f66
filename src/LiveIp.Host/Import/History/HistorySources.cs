using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Events;
using LiveIp.Host.Quotas;

namespace LiveIp.Host.Import.History;

/// <summary>What every import of past broadcasts works with.</summary>
internal sealed record HistorySources(
    SqliteEventLog Log,
    ChannelStore Channels,
    ChannelActions Actions,
    QuotaLedger Quotas,
    HistoryBookmarks Bookmarks
);

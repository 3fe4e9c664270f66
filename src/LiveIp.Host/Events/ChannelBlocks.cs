using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Events;

/// <summary>
/// In which stretches of the log a channel has events. An index over the channels of all events would have an entry for each; a reader
/// of one channel reads the few foreign events of its stretches as well, and the writer is a third faster.
/// </summary>
internal sealed class ChannelBlocks(SqliteConnection connection) : IDisposable
{
    /// <summary>Events of a stretch.</summary>
    public const int Size = 256;

    /// <summary>
    /// The FROM clause of a query for one channel, <c>$channel</c>, behind <c>$after</c> and up to <c>$upTo</c>: rows come by
    /// <see cref="Order"/>. CROSS JOIN keeps SQLite from turning the loops around.
    /// </summary>
    public static readonly string Events =
        $"channel_blocks AS b CROSS JOIN events ON seq >= b.block * {Size} AND seq < (b.block + 1) * {Size} AND events.channel = b.channel";

    /// <summary>What a query over <see cref="Events"/> asks besides.</summary>
    public static readonly string Where = $"b.channel = $channel AND b.block >= $after / {Size} AND b.block <= $upTo / {Size}";

    /// <summary>The order of the log, as the loops give it without sorting.</summary>
    public const string Order = "b.block, seq";

    private readonly Dictionary<long, long> _last = [];
    private readonly Statement _add = new(connection, "INSERT INTO channel_blocks VALUES ($0, $1) ON CONFLICT DO NOTHING", 2);

    /// <summary>Notes that the channel has an event there.</summary>
    public void Add(long channel, long sequence)
    {
        var block = sequence / Size;
        if (!_last.TryGetValue(channel, out var last) || last != block)
        {
            _last[channel] = block;
            _add.Run(channel, block);
        }
    }

    public void Dispose() => _add.Dispose();
}

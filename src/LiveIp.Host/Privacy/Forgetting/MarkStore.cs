using System.Buffers.Binary;
using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>The marks as the log's file holds them.</summary>
internal static class MarkStore
{
    /// <summary>Everybody who is forgotten.</summary>
    public static MarkSet Load(SqliteConnection connection) =>
        new(
            Maker(connection),
            connection.Rows(
                static r => new Mark((MarkKind)r.GetInt32(0), r.GetInt32(1), (uint)r.GetInt64(2), Hash(r.GetFieldValue<byte[]>(3))),
                "SELECT kind, length, quick, hash FROM forgotten"
            )
        );

    public static MarkMaker Maker(SqliteConnection connection) =>
        new(connection.Rows(static r => r.GetFieldValue<byte[]>(0), "SELECT hash_key FROM head")[0]);

    public static void Add(SqliteConnection connection, IEnumerable<Mark> marks)
    {
        foreach (var mark in marks)
        {
            connection.Run(
                "INSERT OR IGNORE INTO forgotten VALUES ($kind, $length, $quick, $hash)",
                ("$kind", (int)mark.Kind),
                ("$length", mark.Length),
                ("$quick", (long)mark.Quick),
                ("$hash", Bytes(mark.Hash))
            );
        }
    }

    public static byte[] Bytes(UInt128 hash)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash);
        return bytes;
    }

    public static UInt128 Hash(byte[] bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}

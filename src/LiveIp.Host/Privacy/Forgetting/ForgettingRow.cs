using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>A wish to be forgotten as it is stored.</summary>
internal sealed record ForgettingRow
{
    public const string Columns =
        "position, id, person, speaker, alias, state, asked_at, done_at, last_sequence, scanned, own, mentions, posts, names, detail";

    public required long Position { get; init; }
    public required string Id { get; init; }
    public required UInt128 Person { get; init; }

    /// <summary>The person's number among the speakers, and the one that takes its place; null when that is done.</summary>
    public required (long Speaker, long Alias)? Replacement { get; init; }
    public required V1.Forgetting Message { get; init; }

    public V1.Forgetting.Types.State State => Message.State;

    public static ForgettingRow From(SqliteDataReader r) =>
        new()
        {
            Position = r.GetInt64(0),
            Id = r.GetString(1),
            Person = MarkStore.Hash(r.GetFieldValue<byte[]>(2)),
            Replacement = r.IsDBNull(3) ? null : (r.GetInt64(3), r.GetInt64(4)),
            Message = new()
            {
                Name = ForgettingNames.Of(r.GetString(1)),
                State = (V1.Forgetting.Types.State)r.GetInt32(5),
                AskedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(6))),
                DoneAt = r.IsDBNull(7) ? null : Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(7))),
                LastSequence = r.GetInt64(8),
                ScannedSequence = r.GetInt64(9),
                EventsBlanked = r.GetInt64(10),
                MentionsBlanked = r.GetInt64(11),
                PostsChanged = r.GetInt64(12),
                NamesFound = r.GetInt64(13),
                Detail = r.GetString(14),
            },
        };
}

/// <summary>"forgettings/{id}"</summary>
internal static class ForgettingNames
{
    private const string Prefix = "forgettings/";

    public static string Of(string id) => Prefix + id;

    /// <summary>Null when it is no such name.</summary>
    public static string? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length ? name[Prefix.Length..] : null;
}

using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Chat.Moderation;

/// <summary>Bans that this host placed, with what lifts them again. Durable when a write returns.</summary>
internal sealed class BanStore(StateDatabase database)
{
    private const string Columns = "channel, person, handle, placed_at, ends_at";

    /// <summary>A new ban of the same person takes the place of the old one.</summary>
    public void Place(BanRecord ban) =>
        database.Write(c =>
            c.Run(
                $"INSERT OR REPLACE INTO chat_bans ({Columns}) VALUES ($channel, $person, $handle, $placed, $ends)",
                ("$channel", ban.Channel),
                ("$person", ban.Person),
                ("$handle", ban.Handle ?? ""),
                ("$placed", ban.PlacedAt.ToUnixTimeMilliseconds()),
                ("$ends", ban.EndsAt?.ToUnixTimeMilliseconds() ?? 0)
            )
        );

    /// <summary>Null when this host did not ban the person there.</summary>
    public BanRecord? Find(string channel, string person) =>
        database.Read(c =>
            Select(c, "WHERE channel = $channel AND person = $person", ("$channel", channel), ("$person", person)).FirstOrDefault()
        );

    public void Lift(string channel, string person) => database.Write(c => Remove(c, channel, person));

    /// <summary>A forgotten person is forgotten here as well; the ban stands on the platform.</summary>
    public void Forget(Func<Person, bool> isForgotten) =>
        database.Write(c =>
        {
            foreach (var ban in Select(c, "").Where(b => isForgotten(new Person { Id = b.Person })))
            {
                Remove(c, ban.Channel, ban.Person);
            }

            return 0;
        });

    private static int Remove(SqliteConnection connection, string channel, string person) =>
        connection.Run("DELETE FROM chat_bans WHERE channel = $channel AND person = $person", ("$channel", channel), ("$person", person));

    private static List<BanRecord> Select(
        SqliteConnection connection,
        string where,
        params ReadOnlySpan<(string Name, object Value)> values
    ) =>
        connection.Rows(
            static r => new BanRecord
            {
                Channel = r.GetString(0),
                Person = r.GetString(1),
                Handle = r.GetString(2) is { Length: > 0 } handle ? handle : null,
                PlacedAt = r.Time(3),
                EndsAt = r.GetInt64(4) is > 0 and var ends ? DateTimeOffset.FromUnixTimeMilliseconds(ends) : null,
            },
            $"SELECT {Columns} FROM chat_bans {where}",
            values
        );
}

/// <summary>A ban as it is stored.</summary>
internal sealed record BanRecord
{
    public required string Channel { get; init; }

    /// <summary>Person.id</summary>
    public required string Person { get; init; }

    /// <summary>What lifts it; null where the person is enough, or it was lost.</summary>
    public string? Handle { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Null: for good.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

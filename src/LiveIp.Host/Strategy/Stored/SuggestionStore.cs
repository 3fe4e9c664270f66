using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Strategy.Stored;

/// <summary>
/// Suggestions, each with its candidates and their exact chances: what a back-test needs to tell choice from chance, and what cannot be
/// worked out later. Every write is durable when it returns.
/// </summary>
internal sealed class SuggestionStore(StateDatabase database, TimeProvider clock)
{
    /// <summary>Of a page, in bytes; a suggestion over 200 candidates has some 150 KB.</summary>
    private const int LongestPage = 1024 * 1024;

    /// <summary>Gives it a name and a time.</summary>
    public Suggestion Add(Suggestion suggestion) =>
        database.Write(connection =>
        {
            var (id, now) = (ShortId.Make(), clock.GetUtcNow());
            var stored = suggestion.Clone();
            (stored.Name, stored.CreatedAt) = (SuggestionNames.Of(id), now.ToTimestamp());
            connection.Run(
                "INSERT INTO suggestions (id, body, latest, created_at) VALUES ($id, $body, $latest, $now)",
                ("$id", id),
                ("$body", stored.ToByteArray()),
                ("$latest", stored.LatestBroadcast),
                ("$now", now.ToUnixTimeMilliseconds())
            );
            return stored;
        });

    public Suggestion? Get(string id) => database.Read(connection => Get(connection, id));

    /// <summary>A page, newest first, and the position to go on from; 0 when there is no more.</summary>
    /// <param name="before">0 for the first page.</param>
    public (IReadOnlyList<Suggestion> Suggestions, long Next) List(long before, int limit) =>
        database.Read<(IReadOnlyList<Suggestion>, long)>(connection =>
        {
            var sizes = connection.Rows(
                static r => (Position: r.GetInt64(0), Bytes: r.GetInt64(1)),
                "SELECT position, LENGTH(body) FROM suggestions WHERE $before = 0 OR position < $before ORDER BY position DESC LIMIT $limit",
                ("$before", before),
                ("$limit", limit + 1)
            );
            var (count, bytes) = (0, 0L);
            while (count < Math.Min(limit, sizes.Count) && (count == 0 || bytes + sizes[count].Bytes <= LongestPage))
            {
                bytes += sizes[count++].Bytes;
            }

            if (count == 0)
            {
                return ([], 0);
            }

            var last = sizes[count - 1].Position;
            var page = connection.Rows(
                Parse,
                "SELECT body FROM suggestions WHERE position BETWEEN $last AND $first ORDER BY position DESC",
                ("$last", last),
                ("$first", sizes[0].Position)
            );
            return (page, sizes.Count > count ? last : 0);
        });

    /// <summary>Writes down what was streamed. Null when there is no such suggestion.</summary>
    public Suggestion? Record(string id, IReadOnlyDictionary<string, string> labels, string broadcast) =>
        database.Write(connection =>
        {
            if (Get(connection, id) is not { } suggestion)
            {
                return null;
            }

            suggestion.Choice = new()
            {
                Labels = { new Dictionary<string, string>(labels) },
                Broadcast = broadcast,
                RecordedAt = clock.GetUtcNow().ToTimestamp(),
            };
            if (
                suggestion.Options.FirstOrDefault() is { } drawn
                && LabelWords.Contains(labels, drawn.Labels)
                && !IsDrawnAgain(connection, id, suggestion)
            )
            {
                suggestion.Choice.Propensity = drawn.Propensity;
            }

            if (broadcast.Length > 0)
            {
                LetGo(connection, broadcast);
            }

            Write(connection, suggestion, broadcast);
            return suggestion;
        });

    /// <summary>The suggestions that a broadcast is known to have followed, with its name as it was told.</summary>
    public IReadOnlyList<(string Broadcast, Suggestion Suggestion)> Followed() =>
        database.Read(static connection =>
            connection.Rows(
                static r => (r.GetString(0), Suggestion.Parser.ParseFrom(r.GetFieldValue<byte[]>(1))),
                "SELECT broadcast, body FROM suggestions WHERE broadcast <> '' ORDER BY position"
            )
        );

    /// <summary>Puts every text through <paramref name="clean"/>: names of people who asked to be forgotten.</summary>
    public void Clean(Func<string, string> clean) =>
        database.Write(connection =>
        {
            var changed = 0;
            foreach (var suggestion in connection.Rows(Parse, "SELECT body FROM suggestions"))
            {
                if (MessageTexts.Clean(suggestion, clean))
                {
                    Write(connection, suggestion, suggestion.Choice?.Broadcast ?? "");
                    changed++;
                }
            }

            return changed;
        });

    // Whoever asks the same thing until the draw pleases has chosen. With the same seed it is the same draw.
    private static bool IsDrawnAgain(SqliteConnection connection, string id, Suggestion suggestion) =>
        connection
            .Rows(
                Parse,
                "SELECT body FROM suggestions WHERE latest = $latest AND position < (SELECT position FROM suggestions WHERE id = $id)",
                ("$latest", suggestion.LatestBroadcast),
                ("$id", id)
            )
            .Any(earlier => earlier.Seed != suggestion.Seed && Options(earlier).SetEquals(Options(suggestion)));

    private static HashSet<string> Options(Suggestion suggestion) =>
        suggestion.Options.Select(static o => LabelWords.Key(o.Labels)).ToHashSet(StringComparer.Ordinal);

    private static void LetGo(SqliteConnection connection, string broadcast)
    {
        foreach (
            var other in connection.Rows(Parse, "SELECT body FROM suggestions WHERE broadcast = $broadcast", ("$broadcast", broadcast))
        )
        {
            other.Choice.Broadcast = "";
            Write(connection, other, "");
        }
    }

    private static void Write(SqliteConnection connection, Suggestion suggestion, string broadcast) =>
        connection.Run(
            "UPDATE suggestions SET body = $body, broadcast = $broadcast WHERE id = $id",
            ("$body", suggestion.ToByteArray()),
            ("$broadcast", broadcast),
            ("$id", SuggestionNames.IdOf(suggestion.Name)!)
        );

    private static Suggestion? Get(SqliteConnection connection, string id) =>
        connection.Rows(Parse, "SELECT body FROM suggestions WHERE id = $id", ("$id", id)).FirstOrDefault();

    private static Suggestion Parse(SqliteDataReader reader) => Suggestion.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0));
}

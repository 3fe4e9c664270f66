using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution.Media;

/// <summary>Where the files of posts lie, and which deliveries go without them. What the files are stands in the post.</summary>
internal static class MediaRows
{
    public const string Schema = """
        -- modified_at: 100 ns since year 1, as the file system says.
        CREATE TABLE IF NOT EXISTS post_media (
            post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            path TEXT NOT NULL,
            modified_at INTEGER NOT NULL,
            PRIMARY KEY (post_id, number)
        ) WITHOUT ROWID;
        -- Deliveries without the files of their post, and why.
        CREATE TABLE IF NOT EXISTS delivery_media (
            media_of TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
            media_left_out TEXT NOT NULL
        ) WITHOUT ROWID;
        """;

    /// <summary>The column that a delivery is selected with, by <see cref="Join"/>.</summary>
    public const string Column = "media_left_out";

    public const string Join = "LEFT JOIN delivery_media ON media_of = id";

    /// <summary>Empty where the files go along.</summary>
    public static string LeftOut(SqliteDataReader row)
    {
        var column = row.GetOrdinal(Column);
        return row.IsDBNull(column) ? "" : row.GetString(column);
    }

    public static void KeepLeftOut(SqliteConnection connection, string delivery, string why) =>
        connection.Run("INSERT INTO delivery_media (media_of, media_left_out) VALUES ($id, $why)", ("$id", delivery), ("$why", why));

    public static void Add(SqliteConnection connection, string post, IReadOnlyList<FoundMedia> media)
    {
        for (var i = 0; i < media.Count; i++)
        {
            connection.Run(
                "INSERT INTO post_media (post_id, number, path, modified_at) VALUES ($post, $number, $path, $modified)",
                ("$post", post),
                ("$number", i),
                ("$path", media[i].Path),
                ("$modified", media[i].ModifiedAt.UtcTicks)
            );
        }
    }

    /// <summary>The files of a post, in their order.</summary>
    public static IReadOnlyList<FoundMedia> Of(SqliteConnection connection, string postId, Post post) =>
        post.Media.Count == 0
            ? []
            :
            [
                .. connection
                    .Rows(
                        static r =>
                            (Number: r.GetInt32(0), Path: r.GetString(1), Modified: new DateTimeOffset(r.GetInt64(2), TimeSpan.Zero)),
                        "SELECT number, path, modified_at FROM post_media WHERE post_id = $post ORDER BY number",
                        ("$post", postId)
                    )
                    .Select(r => new FoundMedia(post.Media[r.Number], r.Path, r.Modified)),
            ];
}

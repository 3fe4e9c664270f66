using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>What holds people besides the events: the count of speakers, and the posts.</summary>
internal sealed class OtherStores(SqliteEventLog log, StateDatabase state)
{
    private const int Step = 500;

    /// <summary>
    /// Distinct speakers are counted by a keyed hash of the id. The counts stay, so the row must; but with the key and a guess it would
    /// still tell when the person spoke, so a number made by chance takes the place of the hash, the same in every minute.
    /// </summary>
    public async Task ReplaceSpeakerAsync(ForgettingRow row, CancellationToken cancellationToken)
    {
        if (row.Replacement is not var (speaker, alias))
        {
            return;
        }

        // Looked for beside the writer; no index leads to it.
        List<(long Channel, long Minute)> spoke;
        using (var reader = log.Database.OpenReader())
        {
            spoke = reader.Rows(
                static r => (r.GetInt64(0), r.GetInt64(1)),
                "SELECT channel, minute FROM speakers WHERE person = $person",
                ("$person", speaker)
            );
        }

        foreach (var some in spoke.Chunk(Step))
        {
            await log.MaintainAsync(
                    (connection, _) =>
                    {
                        foreach (var (channel, minute) in some)
                        {
                            connection.Run(
                                "UPDATE speakers SET person = $alias WHERE channel = $channel AND minute = $minute AND person = $person",
                                ("$alias", alias),
                                ("$channel", channel),
                                ("$minute", minute),
                                ("$person", speaker)
                            );
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        await log.MaintainAsync(
                (connection, _) => connection.Run("UPDATE forgettings SET speaker = NULL, alias = NULL WHERE id = $id", ("$id", row.Id)),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Takes forgotten names out of posts and out of what networks answered. Returns how many posts changed.</summary>
    public long CleanPosts()
    {
        var screen = log.Screen.Current;
        return state.Write(connection =>
        {
            var changed = 0L;
            foreach (
                var (id, post) in connection.Rows(
                    static r => (r.GetString(0), Post.Parser.ParseFrom(r.GetFieldValue<byte[]>(1))),
                    "SELECT id, body FROM posts"
                )
            )
            {
                var clean = post.Clone();
                (clean.Title, clean.Text) = (screen.Clean(post.Title), screen.Clean(post.Text));
                if (!clean.Equals(post))
                {
                    connection.Run("UPDATE posts SET body = $body WHERE id = $id", ("$body", clean.ToByteArray()), ("$id", id));
                    changed++;
                }
            }

            foreach (
                var (id, detail) in connection.Rows(
                    static r => (r.GetString(0), r.GetString(1)),
                    "SELECT id, detail FROM deliveries WHERE detail <> ''"
                )
            )
            {
                if (screen.Clean(detail) is var clean && clean != detail)
                {
                    connection.Run("UPDATE deliveries SET detail = $detail WHERE id = $id", ("$detail", clean), ("$id", id));
                }
            }

            return changed;
        });
    }
}

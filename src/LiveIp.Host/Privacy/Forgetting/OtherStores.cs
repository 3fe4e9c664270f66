using Google.Protobuf;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Chat.Moderation;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Moments;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Storage;
using LiveIp.Host.Strategy.Stored;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>
/// What holds people besides the events: the count of speakers, the broadcasts, the plans, the suggestions, the polls, the bans, the moments, the
/// answers that are kept for repeated calls, and the posts.
/// </summary>
internal sealed class OtherStores(
    SqliteEventLog log,
    StateDatabase state,
    BroadcastBook broadcasts,
    PlanStore plans,
    SuggestionStore suggestions,
    BanStore bans,
    PollStore polls,
    MomentStore moments,
    ActOnce acts,
    AnnouncementStore announcements
)
{
    private const int Step = 500;
    private const string OneRun = "WHERE channel = $0 AND minute = $1 AND seq = $2";

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

        foreach (var some in Spoke(speaker).Chunk(Step))
        {
            await log.MaintainAsync(
                    (connection, _) =>
                    {
                        using var read = new Statement(connection, $"SELECT entries FROM speaker_runs {OneRun}", 3);
                        using var write = new Statement(connection, $"UPDATE speaker_runs SET entries = $3 {OneRun}", 4);
                        foreach (var (channel, minute, sequence) in some)
                        {
                            if (ReadRun(read, channel, minute, sequence) is { } run)
                            {
                                SpeakerRun.Replace(run, speaker, alias);
                                write.Run(channel, minute, sequence, run);
                            }
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

    // Looked for beside the writer; no index leads to it.
    private List<(long Channel, long Minute, long Sequence)> Spoke(long speaker)
    {
        var found = new List<(long, long, long)>();
        using var connection = log.Database.OpenReader();
        using var all = new Statement(connection, "SELECT channel, minute, seq, entries FROM speaker_runs", 0);
        using var rows = all.Query();
        while (rows.Read())
        {
            if (SpeakerRun.Has(rows.GetBytes(3), speaker))
            {
                found.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)));
            }
        }

        return found;
    }

    private static byte[]? ReadRun(Statement read, long channel, long minute, long sequence)
    {
        using var rows = read.Query(channel, minute, sequence);
        return rows.Read() ? rows.GetBytes(0).ToArray() : null;
    }

    /// <summary>Takes forgotten names out of titles and labels of broadcasts.</summary>
    public Task CleanBroadcastsAsync(CancellationToken cancellationToken) =>
        broadcasts.CleanAsync(log.Screen.Current.Clean, cancellationToken);

    /// <summary>Takes forgotten names out of what is planned to go on air.</summary>
    public void CleanPlans() => plans.Clean(log.Screen.Current.Clean);

    /// <summary>Takes forgotten names out of suggestions, which are made of labels.</summary>
    public void CleanSuggestions() => suggestions.Clean(log.Screen.Current.Clean);

    /// <summary>Takes forgotten names out of questions and options.</summary>
    public void CleanPolls() => polls.Clean(log.Screen.Current.Clean);

    /// <summary>Takes forgotten names out of what was noted at moments.</summary>
    public void CleanMoments() => moments.Clean(log.Screen.Current.Clean);

    /// <summary>Takes forgotten people out of what a repeated call is answered with.</summary>
    public void CleanAnswers() => acts.Clean(log.Screen.Current.Clean);

    /// <summary>Who is banned is known by id.</summary>
    public void CleanBans() => bans.Forget(log.Screen.Current.IsForgotten);

    /// <summary>Takes forgotten names out of posts and out of what networks answered. Returns how many posts changed.</summary>
    public long CleanPosts()
    {
        var screen = log.Screen.Current;
        // First: an announcement is edited to what these say.
        announcements.Clean(screen.Clean);
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
                var clean = PostScreen.Clean(post, screen.Clean);
                if (!clean.Equals(post))
                {
                    connection.Run("UPDATE posts SET body = $body WHERE id = $id", ("$body", clean.ToByteArray()), ("$id", id));
                    changed++;
                }
            }

            CleanForms(connection, screen.Clean, "delivery_terms", "delivery_id", "rendered");
            CleanForms(connection, screen.Clean, "delivery_changes", "change_of", "new_form");
            CleanDetails(connection, screen.Clean, "deliveries", "id", "detail");
            CleanDetails(connection, screen.Clean, "delivery_changes", "change_of", "change_detail");
            HandoffRows.Clean(connection, screen.Clean);
            return changed;
        });
    }

    private static void CleanForms(SqliteConnection connection, Func<string, string> screen, string table, string key, string column)
    {
        foreach (
            var (id, rendered) in connection.Rows(
                static r => (r.GetString(0), RenderedPost.Parser.ParseFrom(r.GetFieldValue<byte[]>(1))),
                $"SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"
            )
        )
        {
            if (screen(rendered.Text) is var clean && clean != rendered.Text)
            {
                // What stood at which place no longer does; links go out as plain text then.
                rendered.Text = clean;
                rendered.Spans.Clear();
                connection.Run(
                    $"UPDATE {table} SET {column} = $rendered WHERE {key} = $id",
                    ("$rendered", rendered.ToByteArray()),
                    ("$id", id)
                );
            }
        }
    }

    private static void CleanDetails(SqliteConnection connection, Func<string, string> screen, string table, string key, string column)
    {
        foreach (
            var (id, detail) in connection.Rows(
                static r => (r.GetString(0), r.GetString(1)),
                $"SELECT {key}, {column} FROM {table} WHERE {column} <> ''"
            )
        )
        {
            if (screen(detail) is var clean && clean != detail)
            {
                connection.Run($"UPDATE {table} SET {column} = $detail WHERE {key} = $id", ("$detail", clean), ("$id", id));
            }
        }
    }
}

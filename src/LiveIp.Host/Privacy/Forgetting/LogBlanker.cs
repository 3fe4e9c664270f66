using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>
/// Goes over the log: it is read beside the writer, page by page, and only what is found is changed on the writer, a few events at a
/// time, so that ingest never waits for long.
/// </summary>
internal sealed class LogBlanker(SqliteEventLog log)
{
    private const int Page = 1000;
    private const int Step = 100;
    private const int ProgressEvery = 20;
    private const int MostNames = 1000;

    /// <summary>Every name that the log shows the person under.</summary>
    public IReadOnlyCollection<string> NamesOf(UInt128 person, long through, CancellationToken cancellationToken)
    {
        var marks = log.Screen.Current.Marks;
        var screen = new EventScreen(marks.Only(m => m.Kind == MarkKind.Person && m.Hash == person));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in Pages(through, cancellationToken))
        {
            names.UnionWith(
                page.SelectMany(e => People.In(e.Parse())).Where(p => p.Id.Length > 0 && screen.IsForgotten(p)).SelectMany(People.NamesOf)
            );
            if (names.Count > MostNames)
            {
                break;
            }
        }

        return names;
    }

    /// <summary>Blanks everybody who is forgotten, up to the sequence, and counts for <paramref name="row"/>.</summary>
    public async Task BlankAsync(ForgettingRow row, long through, CancellationToken cancellationToken)
    {
        var screen = log.Screen.Current;
        var number = 0;
        foreach (var page in Pages(through, cancellationToken))
        {
            var found = page.Where(e => screen.Apply(PersonalContent.Read(e.Bytes)) != Finding.Nothing).Select(static e => e.Sequence);
            var scanned = page[^1].Sequence;
            foreach (var some in found.Chunk(Step))
            {
                await log.MaintainAsync((c, _) => Blank(c, screen, row.Id, some), cancellationToken).ConfigureAwait(false);
            }

            if (++number % ProgressEvery == 0)
            {
                await log.MaintainAsync((c, _) => Progress(c, row.Id, scanned), cancellationToken).ConfigureAwait(false);
            }
        }

        await log.MaintainAsync((c, _) => Progress(c, row.Id, through), cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<IReadOnlyList<StoredEvent>> Pages(long through, CancellationToken cancellationToken)
    {
        var after = 0L;
        while (after < through)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = log.Read(after, Page);
            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].Sequence;
            yield return page;
        }
    }

    private static void Blank(SqliteConnection connection, EventScreen screen, string id, IReadOnlyList<long> sequences)
    {
        long own = 0;
        long mentions = 0;
        foreach (var sequence in sequences)
        {
            // Read again: retention may have changed or removed it since.
            switch (LogRows.Rewrite(connection, sequence, screen.Apply))
            {
                case Finding.Own:
                    own++;
                    break;
                case Finding.Mention:
                    mentions++;
                    break;
            }
        }

        connection.Run(
            "UPDATE forgettings SET own = own + $own, mentions = mentions + $mentions WHERE id = $id",
            ("$own", own),
            ("$mentions", mentions),
            ("$id", id)
        );
    }

    private static void Progress(SqliteConnection connection, string id, long scanned) =>
        connection.Run("UPDATE forgettings SET scanned = $scanned WHERE id = $id", ("$scanned", scanned), ("$id", id));
}

using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Polls.Stored;

/// <summary>The polls and how far they have come. Every write is durable when it returns.</summary>
internal sealed class PollStore(StateDatabase database, IEventLog log, TimeProvider clock)
{
    private const string Scope = "polls";

    /// <summary>The poll that an earlier call with this request_id made; null for a new request.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public PollRecord? FindByRequest(string requestId, string fingerprint) => database.Read(c => FindByRequest(c, requestId, fingerprint));

    /// <summary>Stores the poll, or answers with the one that the same request made before. Voting in chats is open from here on.</summary>
    /// <exception cref="RequestIdReusedException"/>
    /// <exception cref="PollRunningException">One of the channels has a poll that is not over.</exception>
    public PollRecord Create(
        string question,
        IReadOnlyList<string> options,
        TimeSpan duration,
        IReadOnlyList<PollPartRecord> parts,
        string requestId,
        string fingerprint
    ) =>
        database.Write(c =>
        {
            if (FindByRequest(c, requestId, fingerprint) is { } made)
            {
                return made;
            }

            EnsureFree(c, parts);
            // Read after all that came before this moment, so that no earlier word in a chat is a vote.
            var (now, last) = (clock.GetUtcNow(), log.LastSequence);
            var poll = new PollRecord
            {
                Id = ShortId.Make(),
                Question = question,
                Options = options,
                CreatedAt = now,
                EndsAt = now + duration,
                Parts = [.. parts.Select(p => Begun(p, last, now))],
            };
            PollRows.Insert(c, poll);
            RequestLedger.Remember(c, Scope, requestId, fingerprint, poll.Id, now);
            return poll;
        });

    /// <summary>Null when there is none.</summary>
    public PollRecord? Find(string id) => database.Read(c => PollRows.Find(c, id));

    /// <summary>Those of which a part is not over.</summary>
    public IReadOnlyList<PollRecord> Unfinished() => database.Read(PollRows.Unfinished);

    /// <summary>A page, newest first, and the position to go on from; 0 when there is no more.</summary>
    /// <param name="before">0 for the first page.</param>
    /// <param name="limit">At least 1.</param>
    public (IReadOnlyList<PollRecord> Polls, long Next) List(long before, int limit) =>
        database.Read<(IReadOnlyList<PollRecord>, long)>(c =>
        {
            var page = PollRows.Page(c, before, limit + 1);
            return ([.. page.Take(limit).Select(static p => p.Poll)], page.Count > limit ? page[limit - 1].Position : 0);
        });

    /// <summary>Ends it now. One whose time is over stays as it is.</summary>
    /// <param name="requestId">A call that was made before changes nothing.</param>
    /// <exception cref="RequestIdReusedException"/>
    public PollRecord End(string id, string requestId)
    {
        var fingerprint = RequestLedger.Fingerprint(id, "end");
        return database.Write(c =>
        {
            if (FindByRequest(c, requestId, fingerprint) is { } made)
            {
                return made;
            }

            var now = clock.GetUtcNow();
            c.Run(
                "UPDATE polls SET end_wished_at = $now WHERE id = $id AND end_wished_at = 0 AND ends_at > $now",
                ("$now", now.ToUnixTimeMilliseconds()),
                ("$id", id)
            );
            RequestLedger.Remember(c, Scope, requestId, fingerprint, id, now);
            return PollRows.Find(c, id)!;
        });
    }

    /// <summary>Reads the part, changes it, and writes it, in one transaction.</summary>
    public PollPartRecord Change(string id, string channel, Func<PollPartRecord, PollPartRecord> change) =>
        database.Write(c =>
        {
            var part = change(PollRows.Find(c, id)!.Parts.First(p => p.Channel == channel));
            PollRows.Write(c, id, part);
            return part;
        });

    /// <summary>Whether a poll of the platform's is known as part of one of ours.</summary>
    public bool IsKnown(string channel, string platformPollId) =>
        database.Read(c =>
            c.Count(
                "SELECT COUNT(*) FROM poll_parts WHERE channel = $channel AND platform_poll_id = $id",
                ("$channel", channel),
                ("$id", platformPollId)
            )
        ) > 0;

    /// <summary>Puts every text through <paramref name="clean"/>: names of people who asked to be forgotten.</summary>
    public void Clean(Func<string, string> clean) =>
        database.Write(c =>
        {
            foreach (var (_, poll) in PollRows.Page(c, before: 0, int.MaxValue))
            {
                string[] options = [.. poll.Options.Select(clean)];
                if (clean(poll.Question) is var question && (question != poll.Question || !options.SequenceEqual(poll.Options)))
                {
                    PollRows.Write(c, poll.Id, question, options);
                }
            }

            return 0;
        });

    private static PollPartRecord Begun(PollPartRecord part, long last, DateTimeOffset now) =>
        part.Method switch
        {
            PollMethod.ChatVote => part with { Step = PollStep.Open, AfterSequence = last, OpenedAt = now },
            PollMethod.Native => part with { AfterSequence = last },
            _ => part,
        };

    // Platforms take one at a time, and in a chat nobody could tell which poll a "1" is for.
    private static void EnsureFree(SqliteConnection connection, IReadOnlyList<PollPartRecord> parts)
    {
        foreach (var running in PollRows.Unfinished(connection))
        {
            var taken = running.Parts.FirstOrDefault(p => !p.IsOver && parts.Any(n => n.Channel == p.Channel));
            if (taken is not null)
            {
                throw new PollRunningException(running.Name, taken.Channel);
            }
        }
    }

    private static PollRecord? FindByRequest(SqliteConnection connection, string requestId, string fingerprint) =>
        RequestLedger.Find(connection, Scope, requestId, fingerprint) is { } id ? PollRows.Find(connection, id) : null;
}

/// <summary>A channel has a poll of this host that is not over.</summary>
internal sealed class PollRunningException(string poll, string channel)
    : Exception($"{channel} has a poll that is not over, {poll}. End it first.");

using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>The plans and how far they have come. Every write is durable when it returns.</summary>
internal sealed class PlanStore(StateDatabase database, TimeProvider clock)
{
    private const string Scope = "broadcasts";

    /// <summary>Stores the plan, or answers with the one that the same request made before.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public PlanRecord Create(CreateBroadcastRequest asked, IReadOnlyList<PlanPart> parts)
    {
        var fingerprint = Fingerprint(asked);
        return database.Write(c =>
        {
            if (FindByRequest(c, asked.RequestId, fingerprint) is { } made)
            {
                return made;
            }

            var id = ShortId.Make();
            var now = clock.GetUtcNow();
            c.Run(
                "INSERT INTO broadcast_plans (id, body, wish, version, sequence, created_at, live_wished_at, end_wished_at) "
                    + "VALUES ($id, $body, $wish, 1, 0, $now, 0, 0)",
                ("$id", id),
                ("$body", Body(asked)),
                ("$wish", (int)(asked.Announce ? PlanWish.Announced : PlanWish.Planned)),
                ("$now", now.ToUnixTimeMilliseconds())
            );
            foreach (var part in parts)
            {
                PlanRows.Write(c, id, part);
            }

            Remember(c, asked.RequestId, fingerprint, id, now);
            return PlanRows.Find(c, id)!;
        });
    }

    /// <summary>The plan that an earlier call with this request_id made; null for a new request.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public PlanRecord? FindByRequest(CreateBroadcastRequest asked) =>
        database.Read(c => FindByRequest(c, asked.RequestId, Fingerprint(asked)));

    /// <summary>Null when there is none.</summary>
    public PlanRecord? Find(string id) => database.Read(c => PlanRows.Find(c, id));

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PlanRecord> All() => database.Read(static c => PlanRows.All(c));

    /// <summary>Those of which a part is not over.</summary>
    public IReadOnlyList<PlanRecord> Unfinished() =>
        [.. All().Where(static p => p.Wish > PlanWish.Planned && p.Parts.Any(static r => r.Step != PartStep.Ended))];

    /// <summary>Wishes for more; what was wished before stays. Channels that had failed are tried again.</summary>
    /// <param name="requestId">A call that was made before changes nothing.</param>
    /// <exception cref="RequestIdReusedException"/>
    public PlanRecord Wish(string id, PlanWish wish, string requestId)
    {
        var fingerprint = RequestLedger.Fingerprint(id, $"{wish}");
        return database.Write(c =>
        {
            if (FindByRequest(c, requestId, fingerprint) is { } made)
            {
                return made;
            }

            var now = clock.GetUtcNow();
            c.Run(
                $"UPDATE broadcast_plans SET wish = MAX(wish, $wish){(wish switch
                {
                    PlanWish.Live => ", live_wished_at = CASE live_wished_at WHEN 0 THEN $now ELSE live_wished_at END",
                    PlanWish.Ended => ", end_wished_at = CASE end_wished_at WHEN 0 THEN $now ELSE end_wished_at END",
                    _ => "",
                })} WHERE id = $id",
                ("$wish", (int)wish),
                ("$now", now.ToUnixTimeMilliseconds()),
                ("$id", id)
            );
            c.Run(
                "UPDATE broadcast_plan_parts SET failed = 0, problem = '', problem_text = '', problem_word = '' WHERE plan_id = $id",
                ("$id", id)
            );
            Remember(c, requestId, fingerprint, id, now);
            return PlanRows.Find(c, id)!;
        });
    }

    /// <summary>Replaces what was asked for, and what follows from that for each channel.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public PlanRecord Replace(string id, CreateBroadcastRequest asked, IReadOnlyList<PlanPart> findings, string requestId)
    {
        var body = Body(asked);
        var fingerprint = RequestLedger.Fingerprint([.. System.Text.Encoding.UTF8.GetBytes(id), .. body]);
        return database.Write(c =>
        {
            if (FindByRequest(c, requestId, fingerprint) is { } made)
            {
                return made;
            }

            c.Run("UPDATE broadcast_plans SET body = $body, version = version + 1 WHERE id = $id", ("$body", body), ("$id", id));
            foreach (var found in findings)
            {
                var part = PlanRows.Find(c, id)!.Parts.First(p => p.Channel == found.Channel);
                PlanRows.Write(
                    c,
                    id,
                    part with
                    {
                        LeftOut = found.LeftOut,
                        CategoryId = found.CategoryId,
                        CategoryName = found.CategoryName,
                        Problem = null,
                    }
                );
            }

            Remember(c, requestId, fingerprint, id, clock.GetUtcNow());
            return PlanRows.Find(c, id)!;
        });
    }

    /// <summary>Reads the part, changes it, and writes it, in one transaction.</summary>
    public PlanPart Change(string id, string channel, Func<PlanPart, PlanPart> change) =>
        database.Write(c =>
        {
            var part = change(PlanRows.Find(c, id)!.Parts.First(p => p.Channel == channel));
            PlanRows.Write(c, id, part);
            return part;
        });

    /// <summary>The log tells of it from this sequence on.</summary>
    public void Link(string id, long sequence) =>
        database.Write(c =>
            c.Run("UPDATE broadcast_plans SET sequence = $sequence WHERE id = $id AND sequence = 0", ("$sequence", sequence), ("$id", id))
        );

    /// <summary>Puts every text through <paramref name="clean"/>: names of people who asked to be forgotten.</summary>
    public void Clean(Func<string, string> clean) =>
        database.Write(connection =>
        {
            foreach (var plan in PlanRows.All(connection))
            {
                var asked = plan.Asked.Clone();
                foreach (var details in asked.Overrides.Select(static o => o.Details).Append(asked.Details).OfType<PlannedDetails>())
                {
                    (details.Title, details.Description) = (clean(details.Title), clean(details.Description));
                    string[] tags = [.. details.Tags.Select(clean)];
                    details.Tags.Clear();
                    details.Tags.Add(tags);
                }

                asked.Labels.Clear();
                foreach (var (label, value) in plan.Asked.Labels)
                {
                    asked.Labels[clean(label)] = clean(value);
                }

                if (!asked.Equals(plan.Asked))
                {
                    connection.Run(
                        "UPDATE broadcast_plans SET body = $body WHERE id = $id",
                        ("$body", asked.ToByteArray()),
                        ("$id", plan.Id)
                    );
                }
            }

            return 0;
        });

    private static byte[] Body(CreateBroadcastRequest asked)
    {
        var body = asked.Clone();
        body.RequestId = "";
        return body.ToByteArray();
    }

    private static string Fingerprint(CreateBroadcastRequest asked) => RequestLedger.Fingerprint(Body(asked));

    private static PlanRecord? FindByRequest(SqliteConnection connection, string requestId, string fingerprint) =>
        requestId.Length > 0 && RequestLedger.Find(connection, Scope, requestId, fingerprint) is { } id
            ? PlanRows.Find(connection, id)
            : null;

    private static void Remember(SqliteConnection connection, string requestId, string fingerprint, string id, DateTimeOffset now)
    {
        if (requestId.Length > 0)
        {
            RequestLedger.Remember(connection, Scope, requestId, fingerprint, id, now);
        }
    }
}

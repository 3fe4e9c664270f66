using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Chat.Lines;

/// <summary>Lines on their way to the platforms, durable before they leave. What became of them is kept as long as their request_id.</summary>
internal sealed class ChatLineStore(StateDatabase database, TimeProvider clock)
{
    private const string Scope = "chat";
    private const string Columns =
        "send_id, channel, number, kind, text, reply_to, state, event_id, failure, platform_reason, detail, after_sequence, changed_at";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The call that an earlier one with this request_id was; null for a new one.</summary>
    /// <exception cref="RequestIdReusedException"/>
    public string? FindByRequest(string requestId, string fingerprint) =>
        database.Read(c => RequestLedger.Find(c, Scope, requestId, fingerprint));

    /// <summary>Stores the lines of a call, or answers with the call that the same request made before, of which it stores nothing.</summary>
    public string Create(string sendId, IReadOnlyList<ChatLine> lines, string requestId, string fingerprint) =>
        database.Write(c =>
        {
            if (RequestLedger.Find(c, Scope, requestId, fingerprint) is { } made)
            {
                return made;
            }

            var now = clock.GetUtcNow();
            c.Run("DELETE FROM chat_lines WHERE changed_at < $before", ("$before", (now - Kept).ToUnixTimeMilliseconds()));
            foreach (var line in lines)
            {
                Put(c, line with { ChangedAt = now });
            }

            RequestLedger.Remember(c, Scope, requestId, fingerprint, sendId, now);
            return sendId;
        });

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<ChatLine> OfSend(string sendId) => database.Read(c => Select(c, "send_id = $id", ("$id", sendId)));

    /// <summary>Whose fate is not known.</summary>
    public IReadOnlyList<ChatLine> Open() =>
        database.Read(static c => Select(c, $"state IN ({(int)LineState.Waiting}, {(int)LineState.UnderWay})"));

    /// <summary>Lines that are in the chats since then, by their event ids.</summary>
    public IReadOnlyList<ChatLine> SentSince(DateTimeOffset time) =>
        database.Read(c =>
            Select(c, $"state = {(int)LineState.Sent} AND event_id <> '' AND changed_at >= $time", ("$time", time.ToUnixTimeMilliseconds()))
        );

    /// <summary>The line as it is now; its text is let go when its fate is known.</summary>
    public ChatLine Save(ChatLine line)
    {
        var saved = line with { Text = line.IsSettled ? "" : line.Text, ChangedAt = clock.GetUtcNow() };
        database.Write(c => Put(c, saved));
        return saved;
    }

    private static int Put(SqliteConnection connection, ChatLine line) =>
        connection.Run(
            $"""
            INSERT INTO chat_lines ({Columns})
            VALUES ($send, $channel, $number, $kind, $text, $reply, $state, $event, $failure, $word, $detail, $after, $changed)
            ON CONFLICT (send_id, channel, number) DO UPDATE SET text = excluded.text, state = excluded.state, event_id = excluded.event_id,
                failure = excluded.failure, platform_reason = excluded.platform_reason, detail = excluded.detail,
                after_sequence = excluded.after_sequence, changed_at = excluded.changed_at
            """,
            ("$send", line.SendId),
            ("$channel", line.Channel),
            ("$number", line.Number),
            ("$kind", (int)line.Kind),
            ("$text", line.Text),
            ("$reply", line.ReplyTo),
            ("$state", (int)line.State),
            ("$event", line.EventId),
            ("$failure", line.Failure is { } failure ? (int)failure : -1),
            ("$word", line.PlatformReason),
            ("$detail", line.Detail),
            ("$after", line.AfterSequence),
            ("$changed", line.ChangedAt.ToUnixTimeMilliseconds())
        );

    private static List<ChatLine> Select(
        SqliteConnection connection,
        string where,
        params ReadOnlySpan<(string Name, object Value)> values
    ) =>
        connection.Rows(
            static r => new ChatLine
            {
                SendId = r.GetString(0),
                Channel = r.GetString(1),
                Number = r.GetInt32(2),
                Kind = (LineKind)r.GetInt32(3),
                Text = r.GetString(4),
                ReplyTo = r.GetString(5),
                State = (LineState)r.GetInt32(6),
                EventId = r.GetString(7),
                Failure = r.GetInt32(8) is >= 0 and var failure ? (FailureKind)failure : null,
                PlatformReason = r.GetString(9),
                Detail = r.GetString(10),
                AfterSequence = r.GetInt64(11),
                ChangedAt = r.Time(12),
            },
            $"SELECT {Columns} FROM chat_lines WHERE {where} ORDER BY position",
            values
        );
}

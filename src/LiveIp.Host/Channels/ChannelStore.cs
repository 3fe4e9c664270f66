using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Channels;

/// <summary>The channels that people asked to follow. Every write is durable when it returns.</summary>
internal sealed class ChannelStore(StateDatabase database, TimeProvider clock)
{
    private const string Scope = "channels";
    private const string Columns = "id, platform, platform_channel_id, display_name, uri, enabled, created_at";

    /// <summary>Raised after a write, on the writer's thread.</summary>
    public event Action? Changed;

    /// <summary>The channel that an earlier call with this request_id made.</summary>
    /// <exception cref="RequestIdReusedException"/>
    /// <exception cref="ChannelGoneException">It was deleted since.</exception>
    public ChannelRecord? FindByRequest(string requestId, string fingerprint) =>
        requestId.Length == 0 ? null : database.Read(c => FindByRequest(c, requestId, fingerprint));

    /// <summary>Stores the channel, or answers with the one that the same request made before.</summary>
    /// <param name="requestId">Empty for a call that may not be repeated.</param>
    /// <exception cref="ChannelExistsException">The platform's channel is followed already.</exception>
    public ChannelRecord Create(string id, string platform, ChannelIdentity identity, string requestId, string fingerprint)
    {
        var created = database.Write(c =>
        {
            if (requestId.Length > 0 && FindByRequest(c, requestId, fingerprint) is { } made)
            {
                return made;
            }

            var now = clock.GetUtcNow();
            if (FindOnPlatform(c, platform, identity.Id) is { } twin)
            {
                id = TakeOver(c, twin, identity) ? twin.Id : throw new ChannelExistsException(twin);
            }
            else
            {
                Insert(c, id, platform, identity, enabled: true, now);
            }

            if (requestId.Length > 0)
            {
                RequestLedger.Remember(c, Scope, requestId, fingerprint, ChannelRecord.NameOf(id), now);
            }

            c.Run("DELETE FROM doomed_owners WHERE owner = $owner", ("$owner", ChannelRecord.NameOf(id)));
            return Get(c, id)!;
        });
        Changed?.Invoke();
        return created;
    }

    /// <summary>Null when there is none with this id of the platform's.</summary>
    public ChannelRecord? FindOnPlatform(string platform, string platformChannelId) =>
        database.Read(c => FindOnPlatform(c, platform, platformChannelId));

    /// <summary>
    /// The platform's channel, or one made for its history: not followed, until <see cref="Create"/> is called for the same channel
    /// and takes it over.
    /// </summary>
    public ChannelRecord CreateForHistory(string id, string platform, ChannelIdentity identity)
    {
        var created = database.Write(c =>
        {
            if (FindOnPlatform(c, platform, identity.Id) is { } twin)
            {
                return twin;
            }

            Insert(c, id, platform, identity, enabled: false, clock.GetUtcNow());
            c.Run("INSERT INTO history_channels (id) VALUES ($id)", ("$id", id));
            return Get(c, id)!;
        });
        Changed?.Invoke();
        return created;
    }

    /// <summary>The channel made for history that <see cref="Create"/> would take over; null when there is none.</summary>
    public ChannelRecord? FindHistory(string platform, string platformChannelId) =>
        database.Read(c => FindOnPlatform(c, platform, platformChannelId) is { } twin && IsHistory(c, twin.Id) ? twin : null);

    public ChannelRecord? Get(string id) => database.Read(c => Get(c, id));

    public IReadOnlyList<ChannelRecord> All() => database.Read(c => Select(c, "1 = 1"));

    /// <summary>A page in the order of creation, and the position to go on from; 0 when there is no more.</summary>
    public (IReadOnlyList<ChannelRecord> Channels, long Next) List(long after, int limit) =>
        database.Read<(IReadOnlyList<ChannelRecord>, long)>(c =>
        {
            var rows = c.Rows(
                static r => (Channel: Map(r), Position: r.GetInt64(7)),
                $"SELECT {Columns}, position FROM channels WHERE position > $after ORDER BY position LIMIT $limit",
                ("$after", after),
                ("$limit", limit + 1)
            );
            var page = rows.Take(limit).ToList();
            return (page.ConvertAll(static r => r.Channel), rows.Count > limit ? page[^1].Position : 0);
        });

    /// <summary>Null when there is no such channel.</summary>
    public ChannelRecord? SetEnabled(string id, bool enabled)
    {
        var changed = database.Write(c =>
        {
            c.Run("UPDATE channels SET enabled = $enabled WHERE id = $id", ("$enabled", enabled), ("$id", id));
            if (enabled)
            {
                c.Run("DELETE FROM history_channels WHERE id = $id", ("$id", id));
            }

            return Get(c, id);
        });
        Changed?.Invoke();
        return changed;
    }

    /// <summary>Removes the channel and dooms its secrets. False when there is none.</summary>
    public bool Delete(string id)
    {
        var deleted = database.Write(c =>
        {
            var found = c.Run("DELETE FROM channels WHERE id = $id", ("$id", id)) > 0;
            c.Run("DELETE FROM history_channels WHERE id = $id", ("$id", id));
            if (found)
            {
                c.Run("DELETE FROM accounts WHERE channel = $name", ("$name", ChannelRecord.NameOf(id)));
                Doom(c, ChannelRecord.NameOf(id));
            }

            return found;
        });
        Changed?.Invoke();
        return deleted;
    }

    /// <summary>Notes that the owner's secrets go unless a channel is made of it, even if the process ends first.</summary>
    public void Doom(string owner) => database.Write(c => Doom(c, owner));

    public IReadOnlyList<string> Doomed() =>
        database.Read(static c => c.Rows(static r => r.GetString(0), "SELECT owner FROM doomed_owners"));

    /// <summary>The owner's secrets are gone.</summary>
    public void Undoom(string owner) => database.Write(c => c.Run("DELETE FROM doomed_owners WHERE owner = $owner", ("$owner", owner)));

    private static ChannelRecord? FindOnPlatform(SqliteConnection connection, string platform, string platformChannelId) =>
        Select(connection, "platform = $platform AND platform_channel_id = $pcid", ("$platform", platform), ("$pcid", platformChannelId))
            .FirstOrDefault();

    private static bool IsHistory(SqliteConnection connection, string id) =>
        connection.Rows(static r => r.GetString(0), "SELECT id FROM history_channels WHERE id = $id", ("$id", id)).Count > 0;

    // False when it is followed, or was and a person stopped it.
    private static bool TakeOver(SqliteConnection connection, ChannelRecord twin, ChannelIdentity identity)
    {
        if (connection.Run("DELETE FROM history_channels WHERE id = $id", ("$id", twin.Id)) == 0)
        {
            return false;
        }

        connection.Run(
            "UPDATE channels SET display_name = $display, uri = $uri, enabled = 1 WHERE id = $id",
            ("$display", identity.DisplayName),
            ("$uri", identity.Uri?.ToString() ?? ""),
            ("$id", twin.Id)
        );
        return true;
    }

    private static void Insert(
        SqliteConnection connection,
        string id,
        string platform,
        ChannelIdentity identity,
        bool enabled,
        DateTimeOffset now
    ) =>
        connection.Run(
            $"INSERT INTO channels ({Columns}) VALUES ($id, $platform, $pcid, $display, $uri, $enabled, $now)",
            ("$id", id),
            ("$platform", platform),
            ("$pcid", identity.Id),
            ("$display", identity.DisplayName),
            ("$uri", identity.Uri?.ToString() ?? ""),
            ("$enabled", enabled),
            ("$now", now.ToUnixTimeMilliseconds())
        );

    private static int Doom(SqliteConnection connection, string owner) =>
        connection.Run("INSERT OR IGNORE INTO doomed_owners (owner) VALUES ($owner)", ("$owner", owner));

    private static ChannelRecord? FindByRequest(SqliteConnection connection, string requestId, string fingerprint) =>
        RequestLedger.Find(connection, Scope, requestId, fingerprint) is { } name
            ? Get(connection, ChannelRecord.IdOf(name)!) ?? throw new ChannelGoneException(name)
            : null;

    private static ChannelRecord? Get(SqliteConnection connection, string id) =>
        Select(connection, "id = $id", ("$id", id)).FirstOrDefault();

    private static List<ChannelRecord> Select(
        SqliteConnection connection,
        string where,
        params ReadOnlySpan<(string Name, object Value)> parameters
    ) => connection.Rows(Map, $"SELECT {Columns} FROM channels WHERE {where} ORDER BY position", parameters);

    private static ChannelRecord Map(SqliteDataReader r) =>
        new()
        {
            Id = r.GetString(0),
            Platform = r.GetString(1),
            Identity = new ChannelIdentity
            {
                Id = r.GetString(2),
                DisplayName = r.GetString(3),
                Uri = r.GetString(4) is { Length: > 0 } uri ? new Uri(uri) : null,
            },
            Enabled = r.GetBoolean(5),
            CreatedAt = r.Time(6),
        };
}

/// <summary>The platform's channel is followed already.</summary>
internal sealed class ChannelExistsException(ChannelRecord existing)
    : Exception($"{existing.Name} already follows {existing.Platform} channel {existing.Identity.Id} ({existing.Identity.DisplayName}).");

/// <summary>The request made a channel that has been deleted since.</summary>
internal sealed class ChannelGoneException(string name) : Exception($"This request made {name}, which has been deleted since.");

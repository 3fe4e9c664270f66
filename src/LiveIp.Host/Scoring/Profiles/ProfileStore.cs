using LiveIp.Host.Channels.State;
using LiveIp.Scoring.Profiles;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Scoring.Profiles;

/// <summary>The shipped profiles, and those that people made, with every version: a score names the one that it was made by.</summary>
internal sealed class ProfileStore(StateDatabase database, TimeProvider clock)
{
    private static readonly StoredProfile[] Shipped =
    [
        .. ShippedProfiles.All.Select(static p => new StoredProfile { Profile = p, IsBuiltIn = true }),
    ];

    /// <summary>Id of the one that is meant where none is named.</summary>
    public string Default =>
        database.Read(static c => c.Rows(static r => r.GetString(0), "SELECT id FROM default_profile")) is [var id]
            ? id
            : ShippedProfiles.Default.Id;

    /// <summary>Null when there is none.</summary>
    /// <param name="name">"profiles/{id}", "profiles/{id}@{version}", or empty for the default.</param>
    public StoredProfile? Find(string name)
    {
        var asked = name.Length == 0 ? (Default, null) : StoredProfile.Parse(name);
        return asked is not var (id, version) ? null
            : Shipped.FirstOrDefault(p => p.Profile.Id == id) is { } shipped
                ? (version is null || version == shipped.Profile.Version ? shipped : null)
            : database.Read(c => Read(c, id, version));
    }

    /// <summary>The shipped first, then by id; of each the newest version first.</summary>
    public IReadOnlyList<StoredProfile> List(bool allVersions)
    {
        var own = database.Read(static c => c.Rows(Row, "SELECT json FROM score_profiles ORDER BY id, version DESC"));
        return [.. Shipped, .. allVersions ? own : own.DistinctBy(static p => p.Profile.Id)];
    }

    /// <summary>Stores it as the next version; what the newest says already is that version. Durable when this returns.</summary>
    /// <exception cref="BuiltInProfileException">A shipped one has this id.</exception>
    public StoredProfile Save(ScoreProfile profile, bool makeDefault)
    {
        if (Shipped.Any(p => p.Profile.Id == profile.Id))
        {
            throw new BuiltInProfileException(profile.Id);
        }

        return database.Write(c =>
        {
            var newest = Read(c, profile.Id, version: null);
            var stored =
                newest is not null && Text(newest.Profile with { Version = 1 }) == Text(profile with { Version = 1 })
                    ? newest
                    : Add(c, profile with { Version = (newest?.Profile.Version ?? 0) + 1 });
            if (makeDefault)
            {
                SetDefault(c, profile.Id);
            }

            return stored;
        });
    }

    /// <summary>Its newest version is meant from now on where none is named.</summary>
    public void MakeDefault(string id) =>
        database.Write(c =>
        {
            SetDefault(c, id);
            return true;
        });

    private StoredProfile Add(SqliteConnection connection, ScoreProfile profile)
    {
        connection.Run(
            "INSERT INTO score_profiles VALUES ($id, $version, $json, $now)",
            ("$id", profile.Id),
            ("$version", profile.Version),
            ("$json", Text(profile)),
            ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds())
        );
        return new() { Profile = profile, IsBuiltIn = false };
    }

    private static void SetDefault(SqliteConnection connection, string id) =>
        connection.Run("INSERT OR REPLACE INTO default_profile VALUES (1, $id)", ("$id", id));

    private static StoredProfile? Read(SqliteConnection connection, string id, int? version) =>
        connection
            .Rows(
                Row,
                "SELECT json FROM score_profiles WHERE id = $id AND ($version = 0 OR version = $version) ORDER BY version DESC LIMIT 1",
                ("$id", id),
                ("$version", version ?? 0)
            )
            .FirstOrDefault();

    private static StoredProfile Row(SqliteDataReader row) => new() { Profile = ProfileJson.Parse(row.GetString(0)), IsBuiltIn = false };

    private static string Text(ScoreProfile profile) => ProfileJson.Write(profile);
}

/// <summary>What comes with LiveIp cannot be changed: scores of all hosts name it.</summary>
internal sealed class BuiltInProfileException(string id) : Exception($"profiles/{id} comes with LiveIp; store yours under another id.");

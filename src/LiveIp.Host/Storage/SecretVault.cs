using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Storage;

/// <summary>
/// Secrets in the state database, encrypted with ASP.NET Core Data Protection. The keys lie beside it, or wherever the operator wants
/// them, readable by this user alone: who reads the database without them reads nothing.
/// </summary>
internal sealed partial class SecretVault : ISecretVault, IDisposable
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS secrets (
            owner TEXT NOT NULL,
            id TEXT NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY (owner, id)
        ) WITHOUT ROWID;

        """;

    private readonly string _connectionString;
    private readonly ServiceProvider _keys;
    private readonly IDataProtector _protector;
    private readonly ILogger<SecretVault> _logger;

    public SecretVault(LiveIpOptions options, ILogger<SecretVault> logger)
    {
        _logger = logger;
        Directory.CreateDirectory(options.DataDirectory);
        var keyRing = new SecretVaultKeys(options.KeyDirectory ?? Path.Combine(options.DataDirectory, "keys"));
        var services = new ServiceCollection();
        services
            .AddDataProtection()
            .SetApplicationName("LiveIp")
            .AddKeyManagementOptions(o =>
            {
                o.XmlRepository = keyRing;
            });
        _keys = services.BuildServiceProvider();
        _protector = _keys.GetRequiredService<IDataProtectionProvider>().CreateProtector("LiveIp.Secrets");
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataDirectory, "state.db"),
            DefaultTimeout = 10,
        }.ToString();
        using var connection = Open();
        Execute(connection, "PRAGMA journal_mode = WAL; " + Schema);
    }

    public string? Read(string owner, string id)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM secrets WHERE owner = $owner AND id = $id";
        command.Parameters.AddWithValue("$owner", owner);
        command.Parameters.AddWithValue("$id", id);
        if (command.ExecuteScalar() is not byte[] encrypted)
            return null;
        try
        {
            return System.Text.Encoding.UTF8.GetString(For(owner, id).Unprotect(encrypted));
        }
        catch (CryptographicException)
        {
            LogUnreadable(_logger, owner, id);
            return null;
        }
    }

    public void Write(string owner, string id, string? value)
    {
        using var connection = Open();
        if (value is null)
        {
            Execute(connection, "DELETE FROM secrets WHERE owner = $owner AND id = $id", ("$owner", owner), ("$id", id));
            return;
        }
        var encrypted = For(owner, id).Protect(System.Text.Encoding.UTF8.GetBytes(value));
        Execute(
            connection,
            "INSERT INTO secrets VALUES ($owner, $id, $value) ON CONFLICT DO UPDATE SET value = excluded.value",
            ("$owner", owner),
            ("$id", id),
            ("$value", encrypted)
        );
    }

    public void Forget(string owner)
    {
        using var connection = Open();
        Execute(connection, "DELETE FROM secrets WHERE owner = $owner", ("$owner", owner));
    }

    public void Dispose() => _keys.Dispose();

    /// <summary>Owner and id are part of the purpose: a row moved to another owner cannot be decrypted.</summary>
    private IDataProtector For(string owner, string id) => _protector.CreateProtector(owner, id);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The secret {Id} of {Owner} can no longer be decrypted (were the keys replaced?); enter it again"
    )]
    private static partial void LogUnreadable(ILogger logger, string owner, string id);
}

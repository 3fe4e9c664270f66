using System.Text;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Storage;

public sealed class SecretVaultTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("liveip-vault-").FullName;

    [Fact]
    public void Secrets_survive_a_restart_and_are_not_readable_in_the_files()
    {
        const string secret = "a-refresh-token-that-nobody-may-read";
        using (var vault = Open())
            vault.Write("channels/x", "refresh_token", secret);

        using (var again = Open())
            Assert.Equal(secret, again.Read("channels/x", "refresh_token"));
        SqliteConnection.ClearAllPools();
        Assert.All(
            Directory.EnumerateFiles(_data, "*", SearchOption.AllDirectories),
            static file => Assert.False(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0, file)
        );
        Assert.True(File.Exists(Path.Combine(_data, "state.db")));
    }

    [Fact]
    public void Keys_are_for_this_user_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        using var vault = Open();
        vault.Write("channels/x", "a", "1");

        var keys = Path.Combine(_data, "keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        var files = Directory.GetFiles(keys);
        Assert.NotEmpty(files);
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Keys_that_lie_elsewhere_are_not_in_the_data_and_without_them_nothing_is_read()
    {
        var keys = Directory.CreateTempSubdirectory("liveip-keys-").FullName;
        try
        {
            using (var vault = Open(keys))
                vault.Write("channels/x", "a", "1");

            Assert.False(Directory.Exists(Path.Combine(_data, "keys")));
            Assert.NotEmpty(Directory.GetFiles(keys));
            using (var again = Open(keys))
                Assert.Equal("1", again.Read("channels/x", "a"));
            using (var without = Open())
                Assert.Null(without.Read("channels/x", "a"));
        }
        finally
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    [Fact]
    public void Owners_and_ids_are_apart_and_can_be_forgotten()
    {
        using var vault = Open();
        vault.Write("channels/x", "a", "1");
        vault.Write("channels/x", "b", "2");
        vault.Write("channels/y", "a", "3");
        vault.Write("channels/x", "b", null);

        Assert.Equal("1", vault.Read("channels/x", "a"));
        Assert.Null(vault.Read("channels/x", "b"));
        vault.Forget("channels/x");
        Assert.Null(vault.Read("channels/x", "a"));
        Assert.Equal("3", vault.Read("channels/y", "a"));
    }

    [Fact]
    public void What_can_no_longer_be_decrypted_reads_as_absent()
    {
        using var vault = Open();
        vault.Write("channels/x", "a", "1");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "state.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // A row moved to another owner: the owner is part of the purpose.
            command.CommandText = "UPDATE secrets SET owner = 'channels/z'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        Assert.Null(vault.Read("channels/z", "a"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private SecretVault Open(string? keys = null) =>
        new(new LiveIpOptions { DataDirectory = _data, KeyDirectory = keys }, NullLogger<SecretVault>.Instance);
}

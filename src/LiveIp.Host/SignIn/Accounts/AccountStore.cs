using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.SignIn.Accounts;

/// <summary>Who signed in for which channel. Every write is durable when it returns.</summary>
internal sealed class AccountStore(StateDatabase database)
{
    private const string Columns = "channel, role, account_id, account_name, scopes, verified_at";

    /// <summary>Null when nobody signed in for it here; its tokens may have been given by hand.</summary>
    public AccountRecord? Find(string channel, AccountRole role) =>
        database.Read(c =>
            c.Rows(
                    Map,
                    $"SELECT {Columns} FROM accounts WHERE channel = $channel AND role = $role",
                    ("$channel", channel),
                    ("$role", (int)role)
                )
                .FirstOrDefault()
        );

    /// <summary>In place of the one that was there.</summary>
    public void Put(AccountRecord account) =>
        database.Write(c =>
            c.Run(
                $"INSERT OR REPLACE INTO accounts ({Columns}) VALUES ($channel, $role, $id, $name, $scopes, $verified)",
                ("$channel", account.Channel),
                ("$role", (int)account.Role),
                ("$id", account.AccountId),
                ("$name", account.AccountName),
                ("$scopes", string.Join(' ', account.Scopes)),
                ("$verified", account.VerifiedAt.ToUnixTimeMilliseconds())
            )
        );

    public void Remove(string channel, AccountRole role) =>
        database.Write(c =>
            c.Run("DELETE FROM accounts WHERE channel = $channel AND role = $role", ("$channel", channel), ("$role", (int)role))
        );

    private static AccountRecord Map(SqliteDataReader row) =>
        new()
        {
            Channel = row.GetString(0),
            Role = (AccountRole)row.GetInt32(1),
            AccountId = row.GetString(2),
            AccountName = row.GetString(3),
            // No scope holds a space (RFC 6749, section 3.3).
            Scopes = row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            VerifiedAt = row.Time(5),
        };
}

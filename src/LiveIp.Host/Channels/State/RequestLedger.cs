using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Channels.State;

/// <summary>
/// What each request_id made, so that a repeated call answers with the same thing. Written in the transaction that makes it;
/// remembered for 30 days.
/// </summary>
internal static class RequestLedger
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Name of what the request made, or null for a new request.</summary>
    /// <exception cref="RequestIdReusedException">The same id came with other content before.</exception>
    public static string? Find(SqliteConnection connection, string scope, string requestId, string fingerprint)
    {
        var known = connection
            .Rows(
                static r => (Fingerprint: r.GetString(0), Resource: r.GetString(1)),
                "SELECT fingerprint, resource FROM requests WHERE scope = $scope AND id = $id",
                ("$scope", scope),
                ("$id", requestId)
            )
            .FirstOrDefault();

        if (known.Resource is not null && known.Fingerprint != fingerprint)
        {
            throw new RequestIdReusedException($"request_id '{requestId}' was used before with other content.");
        }

        return known.Resource;
    }

    public static void Remember(
        SqliteConnection connection,
        string scope,
        string requestId,
        string fingerprint,
        string resource,
        DateTimeOffset now
    )
    {
        connection.Run("DELETE FROM requests WHERE created_at < $before", ("$before", (now - Kept).ToUnixTimeMilliseconds()));
        connection.Run(
            "INSERT INTO requests (scope, id, fingerprint, resource, created_at) VALUES ($scope, $id, $fingerprint, $resource, $now)",
            ("$scope", scope),
            ("$id", requestId),
            ("$fingerprint", fingerprint),
            ("$resource", resource),
            ("$now", now.ToUnixTimeMilliseconds())
        );
    }

    /// <summary>A hash of what the caller asked for. Secrets stay out of it: even their hash need not lie in a plain table.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> content) => Convert.ToHexString(SHA256.HashData(content));

    public static string Fingerprint(params ReadOnlySpan<string> parts) =>
        Fingerprint(Encoding.UTF8.GetBytes(string.Join('\0', parts.ToArray())));
}

/// <summary>A request_id that stands for something else already.</summary>
internal sealed class RequestIdReusedException(string message) : Exception(message);

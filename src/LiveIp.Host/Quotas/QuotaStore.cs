using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Quotas;

/// <summary>Keeps what was used. A write is durable when it returns.</summary>
internal interface IQuotaStore
{
    /// <summary>Zero where nothing is stored of that day.</summary>
    long Read(string platform, string bucket, DateOnly day);

    /// <summary>False when it could not be kept, which is logged: a full disk is no reason to stop listening.</summary>
    bool TryWrite(string platform, string bucket, DateOnly day, long used);
}

/// <summary>What was used, by platform and bucket, in <c>state.db</c>.</summary>
internal sealed partial class QuotaStore(StateDatabase database, ILogger<QuotaStore> logger) : IQuotaStore
{
    public long Read(string platform, string bucket, DateOnly day) =>
        database.Read(c =>
            c.Count(
                "SELECT used FROM quota_use WHERE platform = $platform AND bucket = $bucket AND day = $day",
                ("$platform", platform),
                ("$bucket", bucket),
                ("$day", day.DayNumber)
            )
        );

    public bool TryWrite(string platform, string bucket, DateOnly day, long used)
    {
        try
        {
            database.Write(c =>
                c.Run(
                    "INSERT OR REPLACE INTO quota_use VALUES ($platform, $bucket, $day, $used)",
                    ("$platform", platform),
                    ("$bucket", bucket),
                    ("$day", day.DayNumber),
                    ("$used", used)
                )
            );
            return true;
        }
        catch (SqliteException e)
        {
            LogUnwritten(platform, bucket, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is used of {Platform}'s {Bucket} could not be stored: {Problem}")]
    private partial void LogUnwritten(string platform, string bucket, string problem);
}

using LiveIp.Contracts;

namespace LiveIp.Host.Reports.Text;

/// <summary>What metrics are called in files for programs: stable, in lower case, the unit last.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, string> Plurals = new(StringComparer.Ordinal)
    {
        ["{message}"] = "messages",
        ["{person}"] = "people",
        ["{like}"] = "likes",
        ["{micros}"] = "micros",
        ["{gift}"] = "gifts",
        ["{membership}"] = "memberships",
        ["{vote}"] = "votes",
        ["{share}"] = "shares",
        ["{view}"] = "views",
        ["{click}"] = "clicks",
        ["{viewer}"] = "viewers",
        ["s"] = "s",
        ["1/min"] = "per_viewer_min",
    };

    /// <summary>"viewers_mean_viewers", "watch_time_s", "contributions_value_micros"</summary>
    /// <exception cref="ArgumentException">The metric is not one of the catalogue's.</exception>
    public static string Of(string metric)
    {
        var definition = MetricCatalog.Find(metric) ?? throw new ArgumentException($"There is no metric '{metric}'.", nameof(metric));
        var name = metric switch
        {
            // What a broadcast changed, not where the channel stood.
            MetricIds.FollowersTotal => "followers_growth",
            _ => metric.Replace('.', '_').Replace("_seconds", "_time", StringComparison.Ordinal),
        };
        return $"{name}_{Plurals[definition.Unit]}";
    }
}

using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;

namespace LiveIp.Host.Api;

/// <summary>The channels and the stretch of time that a request is about.</summary>
/// <param name="Unheard">Names that were asked for and of which the log holds nothing.</param>
internal sealed record MetricServiceScope(IReadOnlyList<LoggedChannel> Channels, IReadOnlyList<string> Unheard, Stretch Stretch)
{
    /// <summary>What is wrong is noted in <paramref name="checks"/>.</summary>
    public static MetricServiceScope Read(
        IReadOnlyList<string> channels,
        Timestamp? startTime,
        Timestamp? endTime,
        MetricReader metrics,
        TimeProvider clock,
        FieldChecks checks,
        string? field = null
    )
    {
        checks.MostOf(channels.Count, field ?? "channels");
        for (var i = 0; i < channels.Count; i++)
        {
            checks.ChannelName(channels[i], field ?? $"channels[{i}]");
        }

        var from = checks.Time(startTime, "start_time") ?? DateTimeOffset.UnixEpoch;
        var to = checks.Time(endTime, "end_time") ?? clock.GetUtcNow();
        checks.Require(endTime is null || from < to, "end_time", "must be after start_time");
        checks.Require(endTime is not null || from <= to, "start_time", "must not lie in the future");

        var names = channels.Distinct().ToArray();
        return new(
            names.Length == 0 ? [.. metrics.Channels] : [.. names.Select(metrics.Find).OfType<LoggedChannel>()],
            [.. names.Where(n => metrics.Find(n) is null)],
            new(from, to)
        );
    }
}

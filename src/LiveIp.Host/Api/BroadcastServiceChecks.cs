using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a request about broadcasts has to be.</summary>
internal sealed class BroadcastServiceChecks(ChannelStore store, SqliteEventLog log, TimeProvider clock)
{
    private const int MostChannels = 100;

    /// <summary>Longer than any platform lets a broadcast run; anything above is a slip of the pen.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static long Id(string name) =>
        BroadcastRecord.IdOf(name) ?? throw RpcErrors.InvalidArgument(("name", "must be the name of a broadcast, broadcasts/{id}"));

    /// <param name="takesAway">An empty value is an order to take the label away.</param>
    public static void Words(string title, IReadOnlyDictionary<string, string> labels, bool takesAway)
    {
        var checks = new FieldChecks();
        Words(title, labels, takesAway, checks);
        checks.ThrowIfAny();
    }

    public RecordedBroadcast Recorded(RecordBroadcastRequest request)
    {
        var checks = new FieldChecks();
        var start = checks.Time(request.StartTime, "start_time");
        var end = checks.Time(request.EndTime, "end_time");
        checks.Require(request.StartTime is not null, "start_time", "is needed");
        checks.Require(request.EndTime is not null, "end_time", "is needed");
        checks.Require(start is null || start >= DateTimeOffset.UnixEpoch, "start_time", "must not lie before 1970");
        checks.Require(end is null || end <= clock.GetUtcNow(), "end_time", "must not lie ahead: what is to come has not been on air");
        checks.Require(start is null || end is null || start < end, "end_time", "must be later than start_time");
        checks.Require(start is null || end is null || end - start <= Longest, "end_time", "must not be more than 7 days after start_time");
        checks.Require(request.Channels.Count is > 0 and <= MostChannels, "channels", $"must name 1 to {MostChannels} channels");
        for (var i = 0; i < Math.Min(request.Channels.Count, MostChannels); i++)
        {
            checks.ChannelName(request.Channels[i], $"channels[{i}]");
            checks.Require(request.Channels.IndexOf(request.Channels[i]) == i, $"channels[{i}]", "is named twice");
        }

        checks.Require(request.RequestId.Length <= 128, "request_id", "at most 128 characters");
        Words(request.Title, request.Labels, takesAway: false, checks);
        checks.Require(request.Labels.Count <= BroadcastBook.MostLabels, "labels", $"at most {BroadcastBook.MostLabels}");
        checks.ThrowIfAny();
        return new()
        {
            Start = start!.Value.ToUnixTimeMilliseconds(),
            End = end!.Value.ToUnixTimeMilliseconds(),
            Channels = [.. request.Channels.Select(Channel)],
            Title = request.Title,
            Labels = request.Labels,
            RequestId = request.RequestId,
        };
    }

    private LoggedChannelName Channel(string name) =>
        log.Channels.Find(name) is { } logged ? new(name, logged.Platform)
        : ChannelRecord.IdOf(name) is { } id && store.Get(id) is { } stored ? new(name, stored.Platform)
        : throw ChannelServiceErrors.NoChannel(name);

    private static void Words(string title, IReadOnlyDictionary<string, string> labels, bool takesAway, FieldChecks checks)
    {
        checks.Require(
            title.Length <= BroadcastWords.LongestTitle,
            "title",
            $"must not have more than {BroadcastWords.LongestTitle} characters"
        );
        foreach (var (label, value) in labels)
        {
            if (BroadcastWords.Objection(label) is { } wrong)
            {
                checks.Add("labels", $"'{label}' {wrong}");
            }
            else if (!(takesAway && value.Length == 0) && BroadcastWords.Objection(value) is { } wrongValue)
            {
                checks.Add($"labels.{label}", wrongValue);
            }
        }
    }
}

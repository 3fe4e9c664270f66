using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Broadcasts;

/// <summary>
/// Broadcasts on a person's word. They stand in the log like all others, so nothing else has to know of them; their ids there hold the
/// request_id, so that a repeated call, after a crash too, finds what the first one wrote.
/// </summary>
internal sealed class BroadcastRecorder(SqliteEventLog log, BroadcastDirectory directory, BroadcastBook book) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Durable when it is answered.</summary>
    /// <exception cref="BroadcastOverlapsException">One is known of a channel there.</exception>
    /// <exception cref="RequestIdReusedException">The same request_id came with other content before.</exception>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    public async Task<BroadcastRecord> RecordAsync(RecordedBroadcast recorded, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var request =
                $"{ReportedState.RecordedPrefix}{Hash(recorded.RequestId.Length > 0 ? recorded.RequestId : Guid.NewGuid().ToString("N"))}:";
            var id = request + Hash(recorded.Content);
            Check(await directory.ReadAsync(cancellationToken), recorded, request, id);
            foreach (var channel in recorded.Channels)
            {
                await log.AppendAsync(Batch(channel, recorded, id), cancellationToken);
            }

            await log.FlushAsync(cancellationToken);
            var made = Find(await directory.ReadAsync(cancellationToken), id);
            // A repeated call does not undo what was changed since the first.
            return made.Labels.Count > 0 || (recorded.Title.Length == 0 && recorded.Labels.Count == 0) || made.Title.Length > 0
                ? made
                : await book.UpdateAsync(made.Id, recorded.Title, recorded.Labels, cancellationToken) ?? made;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static void Check(BroadcastTimeline known, RecordedBroadcast recorded, string request, string id)
    {
        foreach (var channel in recorded.Channels)
        {
            foreach (var (broadcast, part) in known.Near(channel.Name, recorded.Start, recorded.End))
            {
                // Its own is there when the call is a repeated one.
                if (!part.PlatformIds.Contains(id))
                {
                    throw new BroadcastOverlapsException(broadcast, channel.Name);
                }
            }
        }

        if (
            known
                .All.SelectMany(static b => b.Parts)
                .SelectMany(static p => p.PlatformIds)
                .Any(i => i != id && i.StartsWith(request, StringComparison.Ordinal))
        )
        {
            throw new RequestIdReusedException("request_id was used before with other content.");
        }
    }

    private static BroadcastRecord Find(BroadcastTimeline known, string id) =>
        known.All.First(b => b.Parts.Any(p => p.PlatformIds.Contains(id)));

    private static LogBatch Batch(LoggedChannelName channel, RecordedBroadcast recorded, string id) =>
        new()
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            Events = [Event(id, State.Started, recorded.Start), Event(id, State.Ended, recorded.End)],
            HeardAt = LogBatch.NotHeard,
        };

    private static LiveEvent Event(string id, State state, long at) =>
        new()
        {
            Id = $"{id}:{(state == State.Started ? "started" : "ended")}",
            Broadcast = id,
            Imported = true,
            OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(at)),
            BroadcastState = new BroadcastState { State = state },
        };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}

/// <summary>A channel that the log may not hold yet.</summary>
internal sealed record LoggedChannelName(string Name, string Platform);

/// <summary>What a person says was on air.</summary>
internal sealed record RecordedBroadcast
{
    /// <summary>Unix milliseconds.</summary>
    public required long Start { get; init; }

    public required long End { get; init; }

    public required IReadOnlyList<LoggedChannelName> Channels { get; init; }

    public string Title { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty for a call that may not be repeated.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>All but the request_id.</summary>
    public string Content =>
        string.Join(
            '\0',
            [
                $"{Start}",
                $"{End}",
                Title,
                .. Channels.Select(static c => c.Name).Order(StringComparer.Ordinal),
                "",
                .. Labels.OrderBy(static l => l.Key, StringComparer.Ordinal).SelectMany(static l => (string[])[l.Key, l.Value]),
            ]
        );
}

/// <summary>There is a broadcast of the channel already.</summary>
internal sealed class BroadcastOverlapsException(BroadcastRecord broadcast, string channel)
    : Exception(
        $"{broadcast.Name} is a broadcast of {channel} at that time, or within {ChannelIntervals.Grace.TotalMinutes:0} minutes of it."
    )
{
    public BroadcastRecord Broadcast => broadcast;
}

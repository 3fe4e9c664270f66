using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube.Broadcasting;

/// <summary>YouTube's resources in the words of the contract, and back.</summary>
internal static class BroadcastMapping
{
    public static PlatformBroadcast Of(LiveBroadcast broadcast) =>
        new()
        {
            Id = broadcast.Id ?? "",
            Title = broadcast.Snippet?.Title ?? "",
            ScheduledStart = Timestamps.Parse(broadcast.Snippet?.ScheduledStartTime),
            CreatedAt = Timestamps.Parse(broadcast.Snippet?.PublishedAt),
            State = StateOf(broadcast),
            Ingest = string.IsNullOrEmpty(broadcast.ContentDetails?.BoundStreamId) ? null : broadcast.ContentDetails.BoundStreamId,
            Uri = new Uri($"https://www.youtube.com/watch?v={Uri.EscapeDataString(broadcast.Id ?? "")}"),
        };

    public static LiveBroadcast Of(BroadcastDraft draft) =>
        new()
        {
            Snippet = new()
            {
                Title = draft.Details.Title,
                Description = draft.Details.Description,
                ScheduledStartTime = Time(draft.ScheduledStart),
            },
            Status = new() { PrivacyStatus = Of(draft.Details.Privacy ?? BroadcastPrivacy.Public), SelfDeclaredMadeForKids = false },
            ContentDetails = new()
            {
                // The encoder begins the show. It does not end it: who loses the connection for a minute comes back to the same broadcast.
                EnableAutoStart = true,
                EnableAutoStop = false,
                // With it, a broadcast would have to be tested before it goes live.
                MonitorStream = new() { EnableMonitorStream = false },
            },
        };

    public static string Of(BroadcastPrivacy privacy) =>
        privacy switch
        {
            BroadcastPrivacy.Public => "public",
            BroadcastPrivacy.Unlisted => "unlisted",
            _ => "private",
        };

    /// <summary>Null for a stream without an address or a key, which nobody can send to, and for one that serves one broadcast only.</summary>
    public static IngestEndpoint? Of(LiveStream stream) =>
        stream is { Id: { Length: > 0 } id, Cdn.IngestionInfo: { StreamName: { Length: > 0 } key } info }
        && stream.ContentDetails?.IsReusable != false
        // Encrypted where YouTube offers it: the key travels along.
        && Address(info.RtmpsIngestionAddress, info.IngestionAddress) is { } server
            ? new()
            {
                Id = id,
                Title = stream.Snippet?.Title ?? "",
                Server = server,
                BackupServer = Address(info.RtmpsBackupIngestionAddress, info.BackupIngestionAddress),
                Key = key,
                IsActive = stream.Status?.StreamStatus is { } status ? status == "active" : null,
            }
            : null;

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Uri? Address(string? encrypted, string? plain) =>
        Uri.TryCreate(string.IsNullOrEmpty(encrypted) ? plain : encrypted, UriKind.Absolute, out var uri) ? uri : null;

    private static PlatformBroadcastState StateOf(LiveBroadcast broadcast) =>
        BroadcastStates.IsOver(broadcast) ? PlatformBroadcastState.Ended
        : BroadcastStates.IsLive(broadcast) ? PlatformBroadcastState.Live
        : broadcast.Status?.LifeCycleStatus == "liveStarting" ? PlatformBroadcastState.Starting
        : PlatformBroadcastState.Waiting;
}

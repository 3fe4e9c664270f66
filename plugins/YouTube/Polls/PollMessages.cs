using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube.Polls;

/// <summary>Reads polls out of what a chat answers.</summary>
internal static class PollMessages
{
    /// <summary>The poll that a message is; null when it is none.</summary>
    public static PlatformPoll? Read(LiveChatMessage? message) =>
        message is { Id: { } id, Snippet: { PollDetails.Metadata: { } poll } snippet } && UnreadableSample.IsId(id)
            ? new PlatformPoll
            {
                Id = id,
                Question = poll.QuestionText ?? "",
                Options =
                [
                    .. (poll.Options ?? []).Select(static o => new PlatformPollOption
                    {
                        Label = o?.OptionText ?? "",
                        Votes = o?.Tally is >= 0 and var votes ? votes : null,
                    }),
                ],
                IsOpen = snippet.PollDetails.Status == "active",
                StartedAt = Timestamps.Parse(snippet.PublishedAt),
            }
            : null;

    /// <summary>
    /// The polls of a page of the chat, newest first, each in its last state; the pinned one comes with every page, however long ago it
    /// began.
    /// </summary>
    public static IReadOnlyList<PlatformPoll> In(LiveChatMessageListResponse page) =>
        [
            .. (page.Items ?? [])
                .Append(page.ActivePollItem)
                .Select(static item => Read(Message(item)))
                .OfType<PlatformPoll>()
                .GroupBy(static p => p.Id, StringComparer.Ordinal)
                .Select(static states => states.Last())
                .Reverse(),
        ];

    private static LiveChatMessage? Message(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object ? item.Deserialize(YouTubeJson.Default.LiveChatMessage) : null;
        }
        catch (JsonException)
        {
            // Whatever it is, it is no poll that we know.
            return null;
        }
    }
}

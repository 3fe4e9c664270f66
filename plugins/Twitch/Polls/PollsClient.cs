using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch.Polls;

/// <summary>The polls of a channel: Helix reference, Create Poll, Get Polls, End Poll.</summary>
internal sealed class PollsClient(HelixClient helix, string channelId)
{
    private const string Path = "/polls";
    private const string Active = "ACTIVE";

    /// <summary>Polls that are looked through; a page has no more.</summary>
    private const int MostFound = 20;

    /// <summary>POST /polls</summary>
    public async Task<PlatformPoll> StartAsync(PollDraft draft, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteString("broadcaster_id", channelId);
            json.WriteString("title", draft.Question);
            json.WriteStartArray("choices");
            foreach (var option in draft.Options)
            {
                json.WriteStartObject();
                json.WriteString("title", option);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("duration", (long)draft.Duration.TotalSeconds);
        });
        var answer = await helix.SendAsync(HttpMethod.Post, Path, body, cancellationToken, acts: true);
        answer.ThrowIfRefused("refuses the poll");

        return answer.Json.Items("data").Select(Read).FirstOrDefault(static p => p is not null)
            ?? throw new AdapterException(FailureKind.OutcomeUnknown, "Twitch's answer to a poll does not say which it is.");
    }

    /// <summary>GET /polls, newest first; with an id that one alone.</summary>
    public async Task<IReadOnlyList<PlatformPoll>> FindAsync(string? id, CancellationToken cancellationToken)
    {
        var which = id is null ? $"first={MostFound}" : $"id={Uri.EscapeDataString(id)}";
        var answer = await helix.SendAsync(
            HttpMethod.Get,
            $"{Path}?broadcaster_id={Uri.EscapeDataString(channelId)}&{which}",
            null,
            cancellationToken
        );
        return answer.IsSuccess
            ? [.. answer.Json.Items("data").Select(Read).OfType<PlatformPoll>().OrderByDescending(static p => p.StartedAt)]
            : throw answer.Refusal("does not tell its polls");
    }

    /// <summary>PATCH /polls: the result stays to be seen.</summary>
    public async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteString("broadcaster_id", channelId);
            json.WriteString("id", id);
            json.WriteString("status", "TERMINATED");
        });
        var answer = await helix.SendAsync(HttpMethod.Patch, Path, body, cancellationToken, acts: true);
        // Helix has one code for "not active" and for everything else that is wrong.
        if (!answer.IsSuccess && !await IsOverAsync(id, cancellationToken))
        {
            throw answer.Refusal("does not end the poll");
        }
    }

    private async Task<bool> IsOverAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await FindAsync(id, cancellationToken)).Any(p => p.Id == id && !p.IsOpen);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.NotFound)
        {
            // Gone: Twitch keeps polls for 90 days.
            return true;
        }
    }

    private static PlatformPoll? Read(JsonElement poll) =>
        poll.Text("id") is var id && UnreadableSample.IsId(id)
            ? new PlatformPoll
            {
                Id = id,
                Question = poll.Text("title"),
                Options =
                [
                    .. poll.Items("choices")
                        .Select(static c => new PlatformPollOption
                        {
                            Label = c.Text("title"),
                            Votes = c.Whole("votes") is >= 0 and var votes ? votes : null,
                        }),
                ],
                IsOpen = poll.Text("status") == Active,
                StartedAt = poll.Time("started_at"),
            }
            : null;
}

using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch.Predictions;

/// <summary>Channel points predictions.</summary>
internal sealed class PredictionsClient(HelixClient helix, string channelId)
{
    private const string Path = "/predictions";

    /// <summary>The most that Helix lists at once.</summary>
    private const int Listed = 25;

    public async Task<PlatformPrediction> CreateAsync(PredictionDraft draft, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteString("broadcaster_id", channelId);
            json.WriteString("title", draft.Title);
            json.WriteStartArray("outcomes");
            foreach (var outcome in draft.Outcomes)
            {
                json.WriteStartObject();
                json.WriteString("title", outcome);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("prediction_window", (long)draft.Window.TotalSeconds);
        });
        return One(await helix.SendAsync(HttpMethod.Post, Path, body, cancellationToken, acts: true), "the prediction");
    }

    public async Task<PlatformPrediction> ChangeAsync(PredictionChange change, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteString("broadcaster_id", channelId);
            json.WriteString("id", change.Id);
            json.WriteString("status", Word(change.To));
            if (change.WinningOutcome is { } winner)
            {
                json.WriteString("winning_outcome_id", winner);
            }
        });
        return One(await helix.SendAsync(HttpMethod.Patch, Path, body, cancellationToken, acts: true), "to change the prediction");
    }

    public async Task<IReadOnlyList<PlatformPrediction>> ListAsync(CancellationToken cancellationToken)
    {
        var path = $"{Path}?broadcaster_id={Uri.EscapeDataString(channelId)}&first={Listed}";
        var answer = await helix.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        answer.ThrowIfRefused("refuses to list predictions");
        return [.. answer.Json.Items("data").Select(Read).OfType<PlatformPrediction>().OrderByDescending(static p => p.CreatedAt)];
    }

    private static PlatformPrediction One(HelixAnswer answer, string what)
    {
        answer.ThrowIfRefused($"refuses {what}");
        return answer.Json.Items("data").Select(Read).FirstOrDefault()
            ?? throw new AdapterException(
                FailureKind.OutcomeUnknown,
                "Twitch's answer about a prediction has another shape than documented."
            );
    }

    private static PlatformPrediction? Read(JsonElement e) =>
        e.ValueKind == JsonValueKind.Object && e.Text("id") is var id && UnreadableSample.IsId(id)
            ? new()
            {
                Id = id,
                Title = e.Text("title"),
                Outcomes =
                [
                    .. e.Items("outcomes")
                        .Select(static o => new PlatformOutcome
                        {
                            Id = o.Text("id"),
                            Title = o.Text("title"),
                            People = Math.Max(0, o.Whole("users") ?? 0),
                            Points = Math.Max(0, o.Whole("channel_points") ?? 0),
                        }),
                ],
                State = StateOf(e.Text("status")),
                WinningOutcome = e.Text("winning_outcome_id") is { Length: > 0 } winner ? winner : null,
                CreatedAt = e.Time("created_at"),
                LocksAt =
                    e.Time("created_at") is { } created && e.Whole("prediction_window") is { } window and > 0 and < 100_000
                        ? created.AddSeconds(window)
                        : null,
            }
            : null;

    private static PredictionState StateOf(string status) =>
        status switch
        {
            "ACTIVE" => PredictionState.Active,
            "LOCKED" => PredictionState.Locked,
            "RESOLVED" => PredictionState.Resolved,
            "CANCELED" => PredictionState.Cancelled,
            _ => PredictionState.Unknown,
        };

    private static string Word(PredictionState state) =>
        state switch
        {
            PredictionState.Locked => "LOCKED",
            PredictionState.Resolved => "RESOLVED",
            PredictionState.Cancelled => "CANCELED",
            _ => throw new AdapterException(FailureKind.Refused, "A prediction can be locked, resolved or cancelled."),
        };
}

using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch.Moments;

/// <summary>Markers in the live stream.</summary>
internal sealed class MarkersClient(HelixClient helix, string channelId)
{
    /// <summary>Helix reference, Create Stream Marker.</summary>
    public const int MaxDescription = 140;

    public async Task<PlatformMarker> CreateAsync(string note, CancellationToken cancellationToken)
    {
        var body = HelixBody.Of(json =>
        {
            json.WriteString("user_id", channelId);
            if (note.Length > 0)
            {
                json.WriteString("description", note);
            }
        });
        var answer = await helix.SendAsync(HttpMethod.Post, "/streams/markers", body, cancellationToken, acts: true);
        answer.ThrowIfRefused("refuses the marker");
        var made = answer.Json.Items("data").FirstOrDefault();
        if (made.ValueKind != JsonValueKind.Object)
        {
            throw new AdapterException(FailureKind.OutcomeUnknown, "Twitch's answer to a marker has another shape than documented.");
        }

        return new()
        {
            Id = made.Text("id") is var id && UnreadableSample.IsId(id) ? id : null,
            Position = made.Whole("position_seconds") is { } seconds and >= 0 and < 1_000_000 ? TimeSpan.FromSeconds(seconds) : null,
        };
    }
}

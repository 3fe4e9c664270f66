using System.Text.Json;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>
/// The body of a refusal: <c>{"error":{"code","message","errors":[{"reason"}],"details":[{"reason"}]}}</c>. Google.Apis reads it
/// without the <c>details</c>, which say most.
/// </summary>
internal sealed class ErrorBody
{
    public ErrorContent? Error { get; set; }

    /// <summary><c>details[].reason</c>, else <c>errors[0].reason</c>, else null.</summary>
    public static string? ReasonIn(string? body)
    {
        if (string.IsNullOrEmpty(body))
        {
            return null;
        }

        try
        {
            var error = JsonSerializer.Deserialize(body, YouTubeJson.Default.ErrorBody)?.Error;
            return FirstReason(error?.Details) ?? FirstReason(error?.Errors);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A proxy's page, say: the HTTP code is all there is to go by.
            return null;
        }
    }

    private static string? FirstReason(IList<ErrorItem>? items) =>
        items?.Select(static e => e?.Reason).FirstOrDefault(static r => !string.IsNullOrEmpty(r));
}

internal sealed class ErrorContent
{
    public IList<ErrorItem>? Errors { get; set; }
    public IList<ErrorItem>? Details { get; set; }
}

internal sealed class ErrorItem
{
    public string? Reason { get; set; }
}

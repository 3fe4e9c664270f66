using System.Text.Json;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Api;

/// <summary>What a server answered.</summary>
/// <param name="Response">For its status and headers; its body is read.</param>
/// <param name="Json">The body; undefined where it broke off, was longer than allowed or is no JSON.</param>
/// <param name="Cut">What ended the body early; null where nothing did.</param>
internal sealed record ApiAnswer(HttpResponseMessage Response, JsonElement Json, Exception? Cut)
{
    public int Status => (int)Response.StatusCode;

    /// <summary>
    /// This answer, for a call that publishes nothing: there a yes whose words were lost is worth no more than no answer, and asking again
    /// costs nothing. Every other status says enough by itself.
    /// </summary>
    /// <exception cref="NoAnswerException">It is a yes, and its body broke off.</exception>
    public ApiAnswer Whole() =>
        Status == 200 && Cut is not null
            ? throw new NoAnswerException($"The answer of {Response.RequestMessage!.RequestUri!.Host} broke off.", Cut)
            {
                MayHaveArrived = false,
                IsBlocked = false,
            }
            : this;

    /// <summary>A text of the body; null where there is none of this name.</summary>
    public string? Text(string name) => Json.Text(name);

    /// <summary>The first value of a header.</summary>
    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

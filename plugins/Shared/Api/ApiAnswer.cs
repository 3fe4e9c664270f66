using System.Text.Json;
using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Api;

/// <summary>What a server answered.</summary>
/// <param name="Response">For its status and headers; its body is read.</param>
/// <param name="Json">The body; undefined where it broke off, was longer than allowed or is no JSON.</param>
internal sealed record ApiAnswer(HttpResponseMessage Response, JsonElement Json)
{
    public int Status => (int)Response.StatusCode;

    /// <summary>A text of the body; null where there is none of this name.</summary>
    public string? Text(string name) => Json.Text(name);

    /// <summary>The first value of a header.</summary>
    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

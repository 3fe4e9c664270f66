using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

// Everyone's view.
internal sealed partial class BlueskyServer
{
    /// <summary>Of every post; a field that is not in it is not told. Null: no numbers at all are told for now.</summary>
    public JsonObject? Numbers { get; set; } = [];

    /// <summary>As the lexicon of app.bsky.feed.getPosts says: 1 to 25 addresses; what is not there is left out.</summary>
    private Task PostsAsync(HttpContext http)
    {
        var uris = http.Request.Query["uris"];
        if (uris.Count is 0 or > 25 || uris.Any(static u => u?.StartsWith("at://", StringComparison.Ordinal) != true))
        {
            return ErrorAsync(http, 400, "InvalidRequest", "Error: uris must be 1 to 25 at-uris");
        }

        if (http.Request.Headers.Authorization.Count > 0)
        {
            return ErrorAsync(http, 401, "InvalidToken", "A token of a server is nothing for everyone's view");
        }

        if (Numbers is not { } numbers)
        {
            Limit(http, 60);
            return ErrorAsync(http, 429, "RateLimitExceeded", "Rate Limit Exceeded");
        }

        var found = new JsonArray();
        foreach (var (key, record) in Records)
        {
            var post = Reference(key, record);
            if (uris.Contains((string)post["uri"]!))
            {
                foreach (var (name, value) in numbers)
                {
                    post[name] = value?.DeepClone();
                }

                found.Add(post);
            }
        }

        return JsonAsync(http, 200, new JsonObject { ["posts"] = found });
    }
}

using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>Categories by search or by name, and the stream key.</summary>
internal sealed class CategoryEndpoints(HelixGate gate, TwitchEmulatorOptions options)
{
    private const int MaxAsked = 100;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/helix/search/categories", gate.Guard(call => ValueTask.FromResult(Search(call))));
        endpoints.MapGet("/helix/games", gate.Guard(call => ValueTask.FromResult(Named(call))));
        endpoints.MapGet("/helix/streams/key", gate.Guard(call => ValueTask.FromResult(Key(call))));
    }

    /// <summary>The name must hold every word of the query, anywhere and in any case.</summary>
    private static HelixAnswer Search(HelixCall call)
    {
        if (call.Query("query") is not [var query, ..])
        {
            return HelixAnswer.Missing("query");
        }

        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Games.All.Where(g => words.All(w => g.Name.Contains(w, StringComparison.OrdinalIgnoreCase))).ToList();
        if (Page.Of(call, found, 20, 100, out var items, out var pagination) is { } refusal)
        {
            return refusal;
        }

        return HelixAnswer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray([
                    .. items.Select(g => new JsonObject
                    {
                        ["id"] = g.Id,
                        ["name"] = g.Name,
                        ["box_art_url"] = $"https://static-cdn.jtvnw.net/ttv-boxart/{g.Id}-52x72.jpg",
                    }),
                ]),
                ["pagination"] = pagination,
            }
        );
    }

    /// <summary>Names must match whole; what is not found is left out.</summary>
    private static HelixAnswer Named(HelixCall call)
    {
        var (ids, names, igdb) = (call.Query("id"), call.Query("name"), call.Query("igdb_id"));
        switch (ids.Count + names.Count + igdb.Count)
        {
            case 0:
                return HelixAnswer.Refuse(400, "The request must specify the id or name or igdb_id query parameter.");
            case > MaxAsked:
                return HelixAnswer.Refuse(400, "The combined number of game IDs and game names must not exceed 100.");
        }

        var found = Games.All.Where(g => ids.Contains(g.Id) || names.Contains(g.Name) || (g.IgdbId.Length > 0 && igdb.Contains(g.IgdbId)));
        return HelixAnswer.Ok(
            new JsonObject
            {
                ["data"] = new JsonArray([
                    .. found.Select(g => new JsonObject
                    {
                        ["id"] = g.Id,
                        ["name"] = g.Name,
                        ["box_art_url"] = $"https://static-cdn.jtvnw.net/ttv-boxart/{g.Id}-{{width}}x{{height}}.jpg",
                        ["igdb_id"] = g.IgdbId,
                    }),
                ]),
            }
        );
    }

    private HelixAnswer Key(HelixCall call) =>
        BroadcasterOnly.Refusal(call, "channel:read:stream_key")
        ?? HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray(new JsonObject { ["stream_key"] = options.StreamKey }) });
}

using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>What Helix tells about the one channel: stream, channel, followers, subscribers, goals.</summary>
internal sealed class ChannelEndpoints(HelixGate gate, TwitchIds ids, Func<ChannelState> state)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/helix/streams", gate.Guard(call => ValueTask.FromResult(Streams(call))));
        endpoints.MapGet("/helix/channels", gate.Guard(call => ValueTask.FromResult(Channels(call))));
        endpoints.MapGet("/helix/channels/followers", gate.Guard(call => ValueTask.FromResult(Followers(call))));
        endpoints.MapGet("/helix/subscriptions", gate.Guard(call => ValueTask.FromResult(Subscriptions(call))));
        endpoints.MapGet("/helix/goals", gate.Guard(call => ValueTask.FromResult(Goals(call))));
    }

    private HelixAnswer Streams(HelixCall call)
    {
        var now = state();
        var userIds = call.Query("user_id");
        var logins = call.Query("user_login");
        var type = call.Query("type");
        if (userIds.Count + logins.Count > 100)
        {
            return HelixAnswer.Refuse(400, "The maximum number of user ids and logins is 100");
        }

        if (type is [not ("all" or "live"), ..])
        {
            return HelixAnswer.Refuse(400, "The value in the type query parameter is not valid");
        }

        var me = ids.Broadcaster;
        var asked = userIds.Count + logins.Count == 0 || userIds.Contains(me.Id) || logins.Contains(me.Login);
        var gameFits = call.Query("game_id") is var games && (games.Count == 0 || games.Contains(now.GameId));
        var languageFits = call.Query("language") is var languages && (languages.Count == 0 || languages.Contains(now.Language));
        var all = now.Stream is { } live && asked && gameFits && languageFits ? [Stream(now, live)] : Array.Empty<JsonObject>();
        return Page.Of(call, all, 20, 100, out var items, out var pagination) ?? Listed(items, pagination);
    }

    private JsonObject Stream(ChannelState now, LiveStream live)
    {
        var me = ids.Broadcaster;
        return new JsonObject
        {
            ["id"] = live.Id,
            ["user_id"] = me.Id,
            ["user_login"] = me.Login,
            ["user_name"] = me.Name,
            ["game_id"] = now.GameId,
            ["game_name"] = Games.NameOf(now.GameId),
            ["type"] = "live",
            ["title"] = now.Title,
            ["viewer_count"] = now.Viewers,
            ["started_at"] = Wire.Seconds(live.StartedAt),
            ["language"] = now.Language,
            ["thumbnail_url"] = $"https://static-cdn.jtvnw.net/previews-ttv/live_user_{me.Login}-{{width}}x{{height}}.jpg",
            ["tag_ids"] = new JsonArray(),
            ["tags"] = Tags(now),
            ["is_mature"] = false,
        };
    }

    private HelixAnswer Channels(HelixCall call)
    {
        var asked = call.Query("broadcaster_id");
        if (asked.Count == 0)
        {
            return HelixAnswer.Missing("broadcaster_id");
        }

        if (asked.Count > 100)
        {
            return HelixAnswer.Refuse(400, "The maximum number of broadcaster ids is 100");
        }

        if (asked.Any(id => !id.All(char.IsAsciiDigit)))
        {
            return HelixAnswer.Refuse(400, "The parameter \"broadcaster_id\" was malformed: the value must be numeric");
        }

        var me = ids.Broadcaster;
        var now = state();
        var data = new JsonArray();
        if (asked.Contains(me.Id))
        {
            data.Add(
                new JsonObject
                {
                    ["broadcaster_id"] = me.Id,
                    ["broadcaster_login"] = me.Login,
                    ["broadcaster_name"] = me.Name,
                    ["broadcaster_language"] = now.Language,
                    ["game_id"] = now.GameId,
                    ["game_name"] = Games.NameOf(now.GameId),
                    ["title"] = now.Title,
                    ["delay"] = 0,
                    ["tags"] = Tags(now),
                    ["content_classification_labels"] = new JsonArray(),
                    ["is_branded_content"] = false,
                }
            );
        }

        return HelixAnswer.Ok(new JsonObject { ["data"] = data });
    }

    private HelixAnswer Followers(HelixCall call)
    {
        if (call.Query("broadcaster_id") is not [var broadcaster, ..])
        {
            return HelixAnswer.Missing("broadcaster_id");
        }

        if (call.Token.UserId is null)
        {
            return HelixAnswer.Refuse(401, "Missing User OAUTH Token");
        }

        var now = state();
        var mine = broadcaster == call.Token.UserId;
        // Without the scope, or for somebody else's channel, the platform shows the number alone.
        var mayList = mine && call.Token.HasAny(["moderator:read:followers"]);
        var user = call.Query("user_id");
        if (user.Count > 0 && !mayList)
        {
            return HelixAnswer.Refuse(401, "Missing scope: moderator:read:followers");
        }

        var listed = mayList ? now.NewestFollowers.Where(f => user.Count == 0 || user.Contains(f.Person.Id)).ToList() : [];
        if (Page.Of(call, listed, 20, 100, out var items, out var pagination) is { } refusal)
        {
            return refusal;
        }

        var data = items.Select(f => new JsonObject().With("user", f.Person).Also("followed_at", Wire.Seconds(f.At)));
        var answer = Listed(data, pagination);
        answer.Body!["total"] = mine ? now.Followers : 0;
        return answer;
    }

    private HelixAnswer Subscriptions(HelixCall call)
    {
        if (BroadcasterOnly.Refusal(call, "channel:read:subscriptions") is { } denied)
        {
            return denied;
        }

        var now = state();
        var users = call.Query("user_id");
        // The platform counts the broadcaster's own subscription.
        var me = ids.Broadcaster;
        var all = now.Subscribers.SetItem(me.Id, new Subscriber(me, "3000", null, false)).Values.OrderBy(s => s.Person.Id).ToList();
        var listed = all.Where(s => users.Count == 0 || users.Contains(s.Person.Id)).ToList();
        if (Page.Of(call, listed, 20, 100, out var items, out var pagination) is { } refusal)
        {
            return refusal;
        }

        var answer = Listed(items.Select(Entry), pagination);
        answer.Body!["total"] = all.Count;
        answer.Body["points"] = now.Subscribers.Values.Sum(s =>
            s.Tier switch
            {
                "3000" => 6,
                "2000" => 2,
                _ => 1,
            }
        );
        return answer;
    }

    private JsonObject Entry(Subscriber subscriber)
    {
        var entry = new JsonObject().With("broadcaster", ids.Broadcaster);
        entry["gifter_id"] = subscriber.Gifter?.Id ?? "";
        entry["gifter_login"] = subscriber.Gifter?.Login ?? "";
        entry["gifter_name"] = subscriber.Gifter?.Name ?? "";
        entry["is_gift"] = subscriber.IsGift;
        entry["plan_name"] = $"Channel Subscription ({ids.Broadcaster.Login})";
        entry["tier"] = subscriber.Tier;
        return entry.With("user", subscriber.Person);
    }

    private HelixAnswer Goals(HelixCall call)
    {
        if (BroadcasterOnly.Refusal(call, "channel:read:goals") is { } denied)
        {
            return denied;
        }

        var data = new JsonArray();
        if (state().Goal is { } goal)
        {
            var entry = new JsonObject { ["id"] = goal.Id }.With("broadcaster", ids.Broadcaster);
            entry["type"] = goal.Type;
            entry["description"] = goal.Description;
            entry["current_amount"] = goal.Current;
            entry["target_amount"] = goal.Target;
            entry["created_at"] = Wire.Seconds(goal.CreatedAt);
            data.Add(entry);
        }

        return HelixAnswer.Ok(new JsonObject { ["data"] = data });
    }

    private static JsonArray Tags(ChannelState now) => [.. now.Tags.Select(static t => JsonValue.Create(t))];

    private static HelixAnswer Listed(IEnumerable<JsonObject> items, JsonObject pagination) =>
        HelixAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. items]), ["pagination"] = pagination });
}

file static class JsonObjects
{
    public static JsonObject Also(this JsonObject json, string name, string value)
    {
        json[name] = value;
        return json;
    }
}

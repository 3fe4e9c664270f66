using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.EventSub;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>/helix/eventsub/subscriptions: create, list, delete.</summary>
internal sealed class SubscriptionEndpoints(HelixGate gate, EventSubServer server)
{
    private const string Path = "/helix/eventsub/subscriptions";
    private const int MaxBodyBytes = 64 * 1024;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, gate.Guard(CreateAsync, acting: true));
        endpoints.MapGet(Path, gate.Guard(call => ValueTask.FromResult(List(call))));
        endpoints.MapDelete(Path, gate.Guard(call => ValueTask.FromResult(Delete(call)), acting: true));
    }

    private async ValueTask<HelixAnswer> CreateAsync(HelixCall call)
    {
        JsonObject? body;
        try
        {
            if (call.Context.Request.ContentLength > MaxBodyBytes)
            {
                return HelixAnswer.Refuse(400, "The request body is too large");
            }

            body = await JsonNode.ParseAsync(call.Context.Request.Body, cancellationToken: call.Context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is null)
        {
            return HelixAnswer.Refuse(400, "error unmarshalling request body");
        }

        return server.Subscribe(call.Token, body);
    }

    private HelixAnswer List(HelixCall call)
    {
        string[] filters = ["status", "type", "user_id", "subscription_id"];
        var used = filters.Where(f => call.Query(f).Count > 0).ToList();
        if (used.Count > 1)
        {
            return HelixAnswer.Refuse(400, "The request may specify only one filter query parameter");
        }

        var filter = used.Count == 0 ? null : used[0];
        var value = filter is null ? "" : call.Query(filter)[0];
        if (filter == "type" && !SubscriptionTypes.All.Any(t => t.Type == value))
        {
            return HelixAnswer.Refuse(400, "The value in the type query parameter is not valid");
        }

        if (filter == "status" && !SubscriptionStatus.All.Contains(value))
        {
            return HelixAnswer.Refuse(400, "The value in the status query parameter is not valid");
        }

        var (all, totals) = server.List(call.Token);
        var fitting = all.Where(s =>
                filter switch
                {
                    "status" => s["status"]!.GetValue<string>() == value,
                    "type" => s["type"]!.GetValue<string>() == value,
                    "user_id" => s["condition"]!.AsObject().Any(c => c.Value!.GetValue<string>() == value),
                    "subscription_id" => s["id"]!.GetValue<string>() == value,
                    _ => true,
                }
            )
            .ToList();
        if (Page.Of(call, fitting, 100, 100, out var items, out var pagination) is { } refusal)
        {
            return refusal;
        }

        totals["data"] = new JsonArray([.. items]);
        totals["pagination"] = pagination;
        return HelixAnswer.Ok(totals);
    }

    private HelixAnswer Delete(HelixCall call)
    {
        if (call.Query("id") is not [var id, ..])
        {
            return HelixAnswer.Missing("id");
        }

        return server.Unsubscribe(call.Token, id) ? new HelixAnswer(204, null) : HelixAnswer.Refuse(404, "subscription not found");
    }
}

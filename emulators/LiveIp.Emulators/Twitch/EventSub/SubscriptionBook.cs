using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.Auth;
using LiveIp.Emulators.Twitch.Helix;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>All subscriptions and their limits. The server's lock guards it.</summary>
internal sealed class SubscriptionBook(TwitchEmulatorOptions options, TimeProvider clock)
{
    // The limits of the documents: sessions with enabled subscriptions of one client and user, enabled ones of a session, cost,
    // and the same type and condition.
    private const int MaxSessions = 3;
    private const int MaxOfSession = 300;
    private const int MaxTotalCost = 10;
    private const int MaxAlike = 3;

    private readonly List<Subscription> _all = [];

    public IEnumerable<Subscription> EnabledOf(EventSubSession session) => _all.Where(s => s.IsEnabled && s.Session == session);

    public IEnumerable<Subscription> Enabled => _all.Where(s => s.IsEnabled);

    public HelixAnswer Add(AccessToken token, SubscriptionRequest request, EventSubSession session)
    {
        var mine = Of(token).Where(s => s.IsEnabled).ToList();
        var alike = mine.Where(s => s.Key == Subscription.KeyOf(request.Type, request.Condition)).ToList();
        if (alike.Any(s => s.Session == session))
        {
            return HelixAnswer.Refuse(409, "subscription already exists");
        }

        var sessions = mine.Select(s => s.Session).Distinct().ToList();
        if (!sessions.Contains(session) && sessions.Count >= MaxSessions)
        {
            return HelixAnswer.Refuse(429, "number of websocket transports limit exceeded");
        }

        if (mine.Count(s => s.Session == session) >= MaxOfSession)
        {
            return HelixAnswer.Refuse(429, "number of enabled subscriptions of a websocket transport limit exceeded");
        }

        if (alike.Count >= MaxAlike)
        {
            return HelixAnswer.Refuse(429, "maximum subscriptions with type and condition exceeded");
        }

        // Free when the user of the condition authorised the client, which only the token's user did.
        var cost = request.Condition.Values.Contains(token.UserId) ? 0 : 1;
        if (mine.Sum(s => s.Cost) + cost > MaxTotalCost)
        {
            return HelixAnswer.Refuse(429, "total cost exceeded");
        }

        var created = new Subscription
        {
            Id = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
            Type = request.Type,
            Condition = request.Condition,
            ClientId = token.ClientId,
            UserId = token.UserId!,
            Cost = cost,
            CreatedAt = clock.GetUtcNow(),
            Session = session,
        };
        _all.Add(created);
        var answer = Totals(token);
        answer["data"] = new JsonArray(created.ToHelix());
        return new HelixAnswer(202, answer);
    }

    public (List<JsonObject> All, JsonObject Totals) List(AccessToken token) => ([.. Of(token).Select(s => s.ToHelix())], Totals(token));

    public bool Remove(AccessToken token, string id) => Of(token).FirstOrDefault(s => s.Id == id) is { } found && _all.Remove(found);

    /// <summary>The session is over: its subscriptions stay listed, and do nothing any more.</summary>
    public void Disconnect(EventSubSession session, string status)
    {
        foreach (var subscription in EnabledOf(session).ToList())
        {
            subscription.Status = status;
            subscription.DisconnectedAt = clock.GetUtcNow();
        }
    }

    /// <summary>After a followed reconnect: they go on in the new session without anybody's doing.</summary>
    public void Move(EventSubSession from, EventSubSession to)
    {
        foreach (var subscription in EnabledOf(from).ToList())
        {
            subscription.Session = to;
        }
    }

    private List<Subscription> Of(AccessToken token)
    {
        var forgotten = clock.GetUtcNow() - options.KeepDisconnected;
        _all.RemoveAll(s => s.DisconnectedAt < forgotten);
        return [.. _all.Where(s => s.ClientId == token.ClientId && (token.UserId is null || s.UserId == token.UserId))];
    }

    private JsonObject Totals(AccessToken token)
    {
        var all = Of(token);
        return new JsonObject
        {
            ["total"] = all.Count,
            ["total_cost"] = all.Where(s => s.IsEnabled).Sum(s => s.Cost),
            ["max_total_cost"] = MaxTotalCost,
        };
    }
}

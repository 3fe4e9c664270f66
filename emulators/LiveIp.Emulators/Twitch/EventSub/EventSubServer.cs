using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Twitch.Auth;
using LiveIp.Emulators.Twitch.Helix;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>The sessions and their subscriptions. One lock guards both, so that a notification meets one state of them.</summary>
internal sealed class EventSubServer(TwitchEmulatorOptions options, FaultBoard faults, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<EventSubSession> _live = [];
    private readonly Dictionary<string, EventSubSession> _reconnects = [];
    private readonly SubscriptionBook _book = new(options, clock);

    public HelixAnswer Subscribe(AccessToken token, JsonObject body)
    {
        if (SubscriptionRequest.Read(token, body, out var request) is { } refusal)
        {
            return refusal;
        }

        lock (_gate)
        {
            var session = _live.Find(s => s.Id == request!.SessionId && !s.Followed);
            if (session is null)
            {
                return HelixAnswer.Refuse(400, "websocket transport session does not exist or has already disconnected");
            }

            var answer = _book.Add(token, request!, session);
            session.Used |= answer.Status == 202;
            return answer;
        }
    }

    public (List<JsonObject> All, JsonObject Totals) List(AccessToken token)
    {
        lock (_gate)
        {
            return _book.List(token);
        }
    }

    public bool Unsubscribe(AccessToken token, string id)
    {
        lock (_gate)
        {
            return _book.Remove(token, id);
        }
    }

    /// <summary>GET /ws: follows one client until it is gone.</summary>
    public async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 400;
            return;
        }

        if (!TryKeepalive(context.Request.Query["keepalive_timeout_seconds"].ToString(), out var keepalive))
        {
            context.Response.StatusCode = 400;
            return;
        }

        // A pong that does not come ends the connection within the framework, without a close frame (documented as 4002).
        var accept = new WebSocketAcceptContext { KeepAliveInterval = options.PingEvery, KeepAliveTimeout = options.PingEvery };
        var socket = await context.WebSockets.AcceptWebSocketAsync(accept);
        using var session = new EventSubSession(NewId("AgoQ"), socket, context, keepalive, options, clock);
        using var stopping = context
            .RequestServices.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.UnsafeRegister(static s => ((EventSubSession)s!).Break(), session);
        var unused = Begin(session, context.Request.Query["reconnect_token"].ToString()) ? CloseUnusedAsync(session) : Task.CompletedTask;
        await session.RunAsync(
            () => Close(session, CloseCodes.InboundTraffic, SubscriptionStatus.InboundTraffic),
            () => !faults.Take(TwitchStage.Name, FaultKind.WithholdHeartbeat)
        );
        End(session);
        await unused;
    }

    /// <summary>
    /// Sends it to every session that subscribed; says of the row what became of it.
    /// </summary>
    public void Publish(Notification notification, int copies)
    {
        lock (_gate)
        {
            var takers = Takers(notification);
            var awake = takers.FindAll(s => !s.Session.IsStalled);
            if (awake.Count == 0)
            {
                Truth.TruthLedger.MarkUnrecoverable(notification.Row, takers.Count == 0 ? Delivery.NoSession : Delivery.Stalled);
                return;
            }

            var delivery = new Delivery(notification.Row);
            foreach (var subscription in awake)
            {
                var frame = Frames.Notification(subscription, notification, notification.Row.At);
                for (var i = 0; i < copies; i++)
                {
                    subscription.Session.Send(frame, delivery);
                }
            }
        }
    }

    /// <summary>Whether anybody would get it now.</summary>
    public bool HasTaker(Notification notification)
    {
        lock (_gate)
        {
            return Takers(notification).Exists(s => !s.Session.IsStalled);
        }
    }

    /// <summary>Whether any session is there and not stalled.</summary>
    public bool HasListener
    {
        get
        {
            lock (_gate)
            {
                return _live.Exists(s => !s.IsStalled);
            }
        }
    }

    public void SendToAll(byte[] frame)
    {
        lock (_gate)
        {
            _live.FindAll(s => !s.IsStalled).ForEach(s => s.Send(frame));
        }
    }

    public void Drop()
    {
        lock (_gate)
        {
            foreach (var session in _live.ToList())
            {
                Leave(session, SubscriptionStatus.Disconnected);
                session.Break();
            }
        }
    }

    public void Stall(TimeSpan duration)
    {
        lock (_gate)
        {
            _live.ForEach(s => s.StalledUntil = clock.GetUtcNow() + duration);
        }
    }

    /// <summary>session_reconnect to every session; who does not follow in time is closed.</summary>
    public void Reconnect()
    {
        lock (_gate)
        {
            foreach (var session in _live.Where(s => !s.IsStalled && !s.Followed && !_reconnects.ContainsValue(s)).ToList())
            {
                var token = NewId("");
                _reconnects[token] = session;
                session.Send(Frames.Reconnect(session, $"{session.Address}?reconnect_token={token}", clock.GetUtcNow()));
                _ = CloseAfterGraceAsync(session);
            }
        }
    }

    /// <summary>Ends subscriptions from the platform's side and tells their sessions.</summary>
    /// <param name="type">Null: all of them.</param>
    /// <param name="status">"authorization_revoked", "user_removed", …</param>
    public void Revoke(string? type, string status)
    {
        lock (_gate)
        {
            foreach (var subscription in _book.Enabled.Where(s => type is null || s.Type.Type == type).ToList())
            {
                subscription.Status = status;
                subscription.Session.Send(Frames.Revocation(subscription, clock.GetUtcNow()));
            }
        }
    }

    private List<Subscription> Takers(Notification notification) =>
        [
            .. _book.Enabled.Where(s =>
                s.Type.Type == notification.Type && s.Type.Version == notification.Version && Fits(s.Condition, notification.Event)
            ),
        ];

    /// <summary>About this channel, and about the reward when one is named.</summary>
    private bool Fits(IReadOnlyDictionary<string, string> condition, JsonObject occurrence)
    {
        var channel = condition.GetValueOrDefault("broadcaster_user_id") ?? condition.GetValueOrDefault("to_broadcaster_user_id");
        return channel == options.UserId
            && (
                !condition.TryGetValue("reward_id", out var reward)
                || (occurrence["reward"] as JsonObject)?["id"]?.GetValue<string>() == reward
            );
    }

    /// <summary>Out-of-range values are moved into the range; what is no number is refused.</summary>
    private bool TryKeepalive(string asked, out TimeSpan keepalive)
    {
        keepalive = options.MinimumKeepalive;
        if (asked.Length == 0)
        {
            return true;
        }

        if (!int.TryParse(asked, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var wanted = TimeSpan.FromSeconds(seconds);
        keepalive =
            wanted < options.MinimumKeepalive ? options.MinimumKeepalive
            : wanted > options.MaximumKeepalive ? options.MaximumKeepalive
            : wanted;
        return true;
    }

    /// <summary>Welcomes, and takes over an old session's subscriptions. False: refused.</summary>
    private bool Begin(EventSubSession session, string reconnectToken)
    {
        lock (_gate)
        {
            EventSubSession? old = null;
            if (reconnectToken.Length > 0 && !_reconnects.Remove(reconnectToken, out old))
            {
                session.Close(CloseCodes.InvalidReconnect);
                return false;
            }

            // The welcome comes first; what happens from here on goes to the new session.
            session.Send(Frames.Welcome(session, clock.GetUtcNow()));
            _live.Add(session);
            if (old is not null)
            {
                _book.Move(old, session);
                old.Followed = true;
                session.Used = old.Used;
            }

            return true;
        }
    }

    private void End(EventSubSession session)
    {
        lock (_gate)
        {
            Leave(session, SubscriptionStatus.Disconnected);
        }
    }

    private void Close(EventSubSession session, int code, string status)
    {
        lock (_gate)
        {
            if (Leave(session, status))
            {
                session.Close(code);
            }
        }
    }

    /// <summary>From here on the session gets nothing. False: it had left before.</summary>
    private bool Leave(EventSubSession session, string status)
    {
        // An address to come back to is worth nothing once the old connection is closed.
        foreach (var token in _reconnects.Where(r => r.Value == session).Select(r => r.Key).ToList())
        {
            _reconnects.Remove(token);
        }

        _book.Disconnect(session, status);
        return _live.Remove(session);
    }

    private async Task CloseUnusedAsync(EventSubSession session)
    {
        var wait = Task.Delay(options.SubscribeWithin, clock, session.Over);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (wait.IsCompletedSuccessfully && !IsUsed(session))
        {
            Close(session, CloseCodes.Unused, SubscriptionStatus.Unused);
        }
    }

    private bool IsUsed(EventSubSession session)
    {
        lock (_gate)
        {
            return session.Used;
        }
    }

    private async Task CloseAfterGraceAsync(EventSubSession session)
    {
        var wait = Task.Delay(options.ReconnectGrace, clock, session.Over);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (wait.IsCompletedSuccessfully)
        {
            Close(session, CloseCodes.GraceExpired, SubscriptionStatus.Disconnected);
        }
    }

    private static string NewId(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;
using Kinds = LiveIp.V1.Contribution.Types.Kind;

namespace LiveIp.Plugins.Bilibili.Normalize;

/// <summary>The open platform's events in our words, by the table "Bilibili open-live" of docs/normalization.md.</summary>
internal sealed class EventNormalizer(Anchor anchor)
{
    private const string Prefix = "LIVE_OPEN_PLATFORM_";

    /// <summary>A day; the platform shows for two hours at most, and a wrong clock must not make centuries.</summary>
    private const int MaxShownSeconds = 86_400;

    /// <summary>Ends our session, see <see cref="BilibiliAdapter"/>.</summary>
    public static string InteractionEndId(string gameId) => $"interaction-end:{gameId}";

    /// <param name="message">{"cmd", "data"}</param>
    /// <param name="body">Its bytes; they name a message without an id of its own, which becomes a vendor event.</param>
    /// <exception cref="InvalidOperationException">A text in it is not valid Unicode.</exception>
    public LiveEvent Normalize(JsonElement message, ReadOnlyMemory<byte> body)
    {
        // A command may carry a suffix: "NAME:4:0:2:2:2:0".
        var command = new Fields(message).Text("cmd").Split(':')[0];
        var data = new Fields(message).Within("data");
        string? reason = null;
        try
        {
            var known = command.StartsWith(Prefix, StringComparison.Ordinal) ? Known(command[Prefix.Length..], data) : null;
            if (known is not null)
            {
                if (!UnreadableSample.IsId(known.Id))
                {
                    throw new UnreadableException("The id is longer than any id.");
                }

                known.OccurredAt = data.Time("timestamp");
                return known;
            }
        }
        catch (UnreadableException fault)
        {
            reason = fault.Message;
        }
        catch (OverflowException)
        {
            reason = "An amount is beyond any amount.";
        }

        return new LiveEvent
        {
            Id = data.Text("msg_id") is var id && UnreadableSample.IsId(id) ? id : PacketNormalizer.HashId(body),
            OccurredAt = data.Time("timestamp"),
            Actor = data.Text("open_id").Length > 0 ? People.ActorOf(data, anchor) : null,
            Vendor = new Vendor
            {
                Type = $"bilibili/{(command.Length > 0 ? UnreadableSample.TypeName(command) : "unreadable")}",
                Json = UnreadableSample.Bound(message.GetRawText()),
                Reason = reason ?? (command.Length > 0 ? "" : "cmd is missing."),
            },
        };
    }

    private LiveEvent? Known(string command, Fields data) =>
        command switch
        {
            "DM" or "DM_MIRROR" => By(data, new LiveEvent { ChatMessage = Chat(data) }),
            "SEND_GIFT" => By(data, new LiveEvent { Contribution = Gift(data) }),
            "GUARD" => Guard(data),
            "SUPER_CHAT" => By(data, new LiveEvent { Id = data.Required("message_id"), Contribution = SuperChat(data) }),
            "SUPER_CHAT_DEL" => Without(data, new LiveEvent { Retraction = SuperChatDeleted(data) }),
            "LIKE" => By(
                data,
                new LiveEvent
                {
                    Reaction = new Reaction { Name = "like", Count = data.Count("like_count") },
                }
            ),
            "LIVE_ROOM_ENTER" => By(data, new LiveEvent { Presence = new Presence { Kind = Presence.Types.Kind.Entered } }),
            "LIVE_START" => Broadcast(data, BroadcastState.Types.State.Started),
            "LIVE_END" => Broadcast(data, BroadcastState.Types.State.Ended),
            "INTERACTION_END" => new LiveEvent
            {
                Id = InteractionEndId(data.Required("game_id")),
                BroadcastState = new BroadcastState { State = BroadcastState.Types.State.FeedEnded },
            },
            _ => null,
        };

    private LiveEvent By(Fields data, LiveEvent known)
    {
        known.Actor = People.ActorOf(data, anchor);
        return Without(data, known);
    }

    private static LiveEvent Without(Fields data, LiveEvent known)
    {
        known.Id = known.Id.Length > 0 ? known.Id : data.Required("msg_id");
        return known;
    }

    private static ChatMessage Chat(Fields data)
    {
        const int picture = 1;
        var chat = new ChatMessage
        {
            Kind = data.Number("dm_type") == picture ? ChatMessage.Types.Kind.Sticker : ChatMessage.Types.Kind.Text,
            Text = data.Text("msg"),
        };
        if (chat.Kind == ChatMessage.Types.Kind.Sticker && data.Text("emoji_img_url") is { Length: > 0 } image)
        {
            chat.Fragments.Add(
                new Fragment
                {
                    Kind = Fragment.Types.Kind.Emote,
                    Text = chat.Text,
                    ImageUri = image,
                }
            );
        }

        if (data.Text("reply_open_id") is { Length: > 0 } answered)
        {
            chat.ReplyTo = new Person { Id = People.IdOf(answered), DisplayName = data.Text("reply_uname") };
        }

        return chat;
    }

    private static Contribution Gift(Fields data)
    {
        var combo = data.Within("combo_info");
        var gift = new Contribution
        {
            Kind = Kinds.Gift,
            Count = data.Count("gift_num"),
            Paid = data.Flag("paid"),
            ItemId = data.Text("gift_id"),
            ItemName = data.Text("gift_name"),
            ComboId = combo.Text("combo_id"),
            ComboCount = Math.Max(0, combo.Number("combo_count")),
        };
        if (gift.Paid)
        {
            // r_price is what was really paid for one; price is the list price, and set for free gifts too.
            gift.Money = Gold(checked(data.Count("r_price") * gift.Count));
        }

        return gift;
    }

    private LiveEvent Guard(Fields data)
    {
        var number = data.Count("guard_num");
        var (rank, level) = data.Number("guard_level") switch
        {
            3 => (1, "舰长"),
            2 => (2, "提督"),
            1 => (3, "总督"),
            _ => (0, ""),
        };
        var guard = new LiveEvent
        {
            Id = data.Required("msg_id"),
            Actor = People.ActorOf(data.Within("user_info"), anchor),
            Membership = new Membership
            {
                Kind = Membership.Types.Kind.New,
                Gained = 1,
                Count = 1,
                Rank = rank,
                Level = level,
                Months = data.Text("guard_unit") == "月" ? checked((int)number) : 0,
                Money = Gold(checked(data.Count("price") * number)),
            },
        };
        guard.Actor.IsMember = true;
        return guard;
    }

    private static Contribution SuperChat(Fields data)
    {
        var shown = data.Number("end_time") - data.Number("start_time");
        return new Contribution
        {
            Kind = Kinds.PaidMessage,
            Money = new Money
            {
                Micros = data.Micros("rmb"),
                Currency = "CNY",
                Kind = Money.Types.Kind.Fiat,
            },
            Count = 1,
            Paid = true,
            Text = data.Text("message"),
            ShownFor = shown is > 0 and < MaxShownSeconds ? new Duration { Seconds = shown } : null,
        };
    }

    private static Retraction SuperChatDeleted(Fields data)
    {
        var gone = new Retraction { Kind = Retraction.Types.Kind.ContributionDeleted };
        gone.TargetIds.AddRange(data.List("message_ids"));
        return gone;
    }

    private LiveEvent Broadcast(Fields data, BroadcastState.Types.State state) =>
        new()
        {
            Id = data.Required("msg_id"),
            Actor = People.AnchorActor(data, anchor),
            BroadcastState = new BroadcastState
            {
                State = state,
                Title = data.Text("title"),
                Category = data.Text("area_name"),
            },
        };

    private static Money Gold(long coins) =>
        new()
        {
            Micros = checked(coins * 1_000_000),
            Currency = "x-bili-gold",
            Kind = Money.Types.Kind.Virtual,
        };
}

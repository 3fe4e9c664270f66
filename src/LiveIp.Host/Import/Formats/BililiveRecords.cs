using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// The records of a danmaku XML in our words. The platform's own account ids stand in it (<c>bilibili-uid:</c>), which are other ids
/// than the open platform's, so that what was heard live too cannot be recognised.
/// </summary>
internal sealed class BililiveRecords
{
    private readonly ContentIds _ids = new("bililive:");
    private string _broadcast = "";
    private DateTimeOffset? _start;
    private bool _pricesAreYuan;

    public IReadOnlyList<RecordingItem> Read(XmlElementFields record, RecordingPosition at) =>
        record.Name switch
        {
            "BililiveRecorderRecordInfo" => Begin(record, "roomid", "shortid", "name", "title", "start_time", pricesAreYuan: true),
            "metadata" => Begin(record, "room_id", "", "user_name", "room_title", "video_start_time", pricesAreYuan: false),
            "d" => Chat(record, at),
            "sc" => SuperChat(record, at),
            "gift" => Gift(record, at),
            "guard" => Guard(record, at),
            _ => [new RecordingItem.LeftOut($"<{Short(record.Name)}>")],
        };

    private List<RecordingItem> Begin(
        XmlElementFields record,
        string room,
        string shortRoom,
        string name,
        string title,
        string start,
        bool pricesAreYuan
    )
    {
        _pricesAreYuan = pricesAreYuan;
        _start = Start(record[start]);
        var (id, other) = (Room(record[room]), Room(record[shortRoom]));
        _broadcast = _start is { } began ? $"recording:{id}:{began.ToUnixTimeMilliseconds()}" : $"recording:{id}";
        var about = new RecordedSource
        {
            Platform = Platform(record["platform"]),
            ChannelId = id,
            OtherChannelId = other,
            Name = RecordedText.Name(record[name]),
            Title = RecordedText.Name(record[title]),
            Category = RecordedText.Name(record["areanamechild"]),
        };
        var items = new List<RecordingItem> { new RecordingItem.About(about) };
        // A recording begins, and is cut, whenever its program is told to: the import takes the broadcast from first to last record.
        if (record[title].Length > 0 && _start is { } time && RecordedText.Time(time) is { } occurred)
        {
            items.Add(
                new RecordingItem.Happened(
                    new LiveEvent
                    {
                        Id = $"{_broadcast}:title",
                        Broadcast = _broadcast,
                        OccurredAt = occurred,
                        ChannelUpdate = new ChannelUpdate { Title = record[title], Category = record["areanamechild"] },
                    }
                )
            );
        }

        return items;
    }

    private RecordingItem[] Chat(XmlElementFields record, RecordingPosition at)
    {
        // Offset in seconds, mode, size, colour, time sent, pool, account, row.
        var p = record["p"].Split(',');
        if (p.Length < 5)
        {
            return [new RecordingItem.Bad(at, "the attribute p has fewer than five parts")];
        }

        if (record.Content.Length == 0)
        {
            return [new RecordingItem.Bad(at, "no message")];
        }

        using var raw = RawDanmaku.Parse(record["raw"]);
        var info = raw.Fields;
        var sender = info.At(2);
        var uid =
            record["uid"] is { Length: > 0 } named ? named
            : p.Length > 6 ? p[6]
            : "";
        var actor = BililivePeople.Read(
            uid is "" or "0" ? sender.At(0).Whole()?.ToString(CultureInfo.InvariantCulture) : uid,
            record["user"]
        );
        if (actor is not null)
        {
            actor.IsModerator = sender.At(2).Whole() == 1;
            actor.IsMember = info.At(7).Whole() > 0;
        }

        const int picture = 1;
        var kind = info.At(0).At(12).Whole() == picture ? ChatMessage.Types.Kind.Sticker : ChatMessage.Types.Kind.Text;
        var time = Sent(p[4]) ?? Sent(record["timestamp"]) ?? AfterStart(p[0]);
        return Happened(
            at,
            time,
            time is null ? "" : _ids.Next("d", time.ToString(), p[0], uid, record["user"], record.Content),
            actor,
            new LiveEvent
            {
                ChatMessage = new ChatMessage { Kind = kind, Text = record.Content },
            }
        );
    }

    private RecordingItem[] SuperChat(XmlElementFields record, RecordingPosition at)
    {
        using var raw = RawDanmaku.Parse(record["raw"]);
        var time = Time(record, raw.Fields, "ts", "start_time");
        var money = _pricesAreYuan ? RecordedMoney.Yuan(record["price"]) : null;
        var shown = RecordedText.Number(record["time"]);
        var contribution = new Contribution
        {
            Kind = Contribution.Types.Kind.PaidMessage,
            Money = money,
            Count = 1,
            Paid = true,
            Text = record.Content,
            ShownFor = shown is > 0 and < 86_400 ? Duration.FromTimeSpan(TimeSpan.FromSeconds(shown.Value)) : null,
        };
        // The number by which a withdrawal names it; the open platform calls it message_id.
        var id = raw.Fields.Id("id") is { Length: > 0 } own ? own : Content("sc", record, time, record["price"] + record.Content);
        return Happened(at, time, id, Person(record, raw.Fields), new LiveEvent { Contribution = contribution });
    }

    private RecordingItem[] Gift(XmlElementFields record, RecordingPosition at)
    {
        using var raw = RawDanmaku.Parse(record["raw"]);
        if (!long.TryParse(record["giftcount"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return [new RecordingItem.Bad(at, "giftcount is not a count")];
        }

        var time = Time(record, raw.Fields, "timestamp");
        var gold = raw.Fields.Text("coin_type") == "gold" ? RecordedMoney.Gold(raw.Fields.Number("total_coin")) : null;
        var id = raw.Fields.Id("tid") is { Length: > 0 } own
            ? $"bililive-gift:{own}"
            : Content("gift", record, time, record["giftname"] + record["giftcount"]);
        var contribution = new Contribution
        {
            Kind = Contribution.Types.Kind.Gift,
            Money = gold,
            Count = count,
            Paid = gold is not null,
            ItemId = raw.Fields.Id("giftId"),
            ItemName = record["giftname"],
        };
        return Happened(at, time, id, Person(record, raw.Fields), new LiveEvent { Contribution = contribution });
    }

    private RecordingItem[] Guard(XmlElementFields record, RecordingPosition at)
    {
        using var raw = RawDanmaku.Parse(record["raw"]);
        // BililiveRecorder says count, biliLive-tools giftcount: months that were paid.
        var counted = record["count"].Length > 0 ? record["count"] : record["giftcount"];
        if (!int.TryParse(counted, NumberStyles.None, CultureInfo.InvariantCulture, out var months) || months == 0)
        {
            return [new RecordingItem.Bad(at, "count is not a count")];
        }

        var (rank, level) = record["level"] switch
        {
            "3" => (1, "舰长"),
            "2" => (2, "提督"),
            "1" => (3, "总督"),
            _ => (0, ""),
        };
        var time = Time(record, raw.Fields, "start_time");
        var actor = Person(record, raw.Fields);
        if (actor is not null)
        {
            actor.IsMember = true;
        }

        var membership = new Membership
        {
            Kind = Membership.Types.Kind.New,
            Gained = 1,
            Count = 1,
            Rank = rank,
            Level = level,
            Months = months,
            // Whether the price is that of one month or of all is not told.
            Money = months == 1 ? RecordedMoney.Gold(raw.Fields.Number("price")) : null,
        };
        return Happened(
            at,
            time,
            Content("guard", record, time, record["level"] + counted),
            actor,
            new LiveEvent { Membership = membership }
        );
    }

    private RecordingItem[] Happened(RecordingPosition at, Timestamp? time, string id, Actor? actor, LiveEvent body)
    {
        if (time is null)
        {
            return [new RecordingItem.Bad(at, "no time: neither its own, nor a start of the recording to count from")];
        }

        body.Id = id;
        body.Broadcast = _broadcast;
        body.OccurredAt = time;
        body.Actor = actor;
        return [new RecordingItem.Happened(body)];
    }

    private string Content(string kind, XmlElementFields record, Timestamp? time, string what) =>
        time is null ? "" : _ids.Next(kind, time.ToString(), record["ts"], record["uid"], record["user"], what);

    private static Actor? Person(XmlElementFields record, JsonFields raw) =>
        BililivePeople.Read(record["uid"] is { Length: > 0 } uid ? uid : raw.Id("uid"), record["user"]);

    private Timestamp? Time(XmlElementFields record, JsonFields raw, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (raw.Number(field) is { } seconds && RecordedText.Seconds(seconds) is { } told)
            {
                return told;
            }
        }

        return Sent(record["timestamp"]) ?? AfterStart(record["ts"]) ?? Sent(record["ts"]);
    }

    // Seconds, or milliseconds; 0 where the program did not know.
    private static Timestamp? Sent(string text) =>
        RecordedText.Number(text) is { } number ? RecordedText.Seconds(number) ?? RecordedText.Seconds(number / 1000) : null;

    private Timestamp? AfterStart(string seconds) => _start is { } start ? RecordedText.After(start, RecordedText.Number(seconds)) : null;

    private static DateTimeOffset? Start(string text) =>
        Sent(text) is { } time ? time.ToDateTimeOffset()
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var told) ? told
        : null;

    private static string Room(string text) => text is "0" || !UnreadableSample.IsId(text) ? "" : text;

    // Empty where it is no platform's id: then it is for the caller to say.
    private static string Platform(string told) =>
        told.ToUpperInvariant() is "" or "BILIBILI" or "哔哩哔哩" ? "bilibili"
        : told.ToLowerInvariant() is var platform && RecordedSource.IsPlatform(platform) ? platform
        : "";

    private static string Short(string name) => name.Length <= 32 ? name : name[..32];
}

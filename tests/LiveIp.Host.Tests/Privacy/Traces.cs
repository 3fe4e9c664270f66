using System.Text;
using LiveIp.Host.Operations.Running;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Privacy;

/// <summary>A person in every place where an event can name one, and the search for what is left of her in files.</summary>
internal static class Traces
{
    public const string Person = "twitch:4871269";
    public const string Other = "twitch:5550001";

    private const string Token = "4871269";
    private const string Name = "Grünhild";
    private const string Handle = "gruenhild_99";

    private static readonly string[] Needles =
    [
        Token,
        Name,
        Handle,
        "avatar-of-hers",
        "her own words",
        "Gr\\u00fcnhild",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{{\"open_id\":\"{Token}\"}}")),
    ];

    public static Person Her =>
        new()
        {
            Id = Person,
            DisplayName = Name,
            Handle = Handle,
            AvatarUri = "https://pictures.example/avatar-of-hers.png",
        };

    public static LiveEvent[] Events() =>
        [
            By(
                Her,
                "chat",
                e =>
                    e.ChatMessage = new()
                    {
                        Text = "her own words in chat",
                        Fragments = { new Fragment { Text = "her own words in chat" } },
                    }
            ),
            By(Her, "gift", e => e.Contribution = Gift(1)),
            By(Her, "gift", e => (e.Revision, e.Contribution) = (1, Gift(2))),
            By(
                Her,
                "redeem",
                e =>
                    e.RewardRedemption = new()
                    {
                        RewardName = $"A song for {Name}",
                        Cost = 5,
                        Text = "her own words with points",
                    }
            ),
            By(
                null,
                "raid",
                e =>
                    e.Raid = new()
                    {
                        OtherChannel = Her,
                        Viewers = 12,
                        Direction = Raid.Types.Direction.Incoming,
                    }
            ),
            By(
                Somebody,
                "given",
                e =>
                    e.Membership = new()
                    {
                        Kind = Membership.Types.Kind.GiftReceived,
                        Recipient = Her,
                        Gifter = Somebody,
                        Count = 1,
                    }
            ),
            By(
                Somebody,
                "reply",
                e =>
                    e.ChatMessage = new()
                    {
                        Text = $"@{Name} thanks!",
                        ReplyToId = "chat",
                        ReplyTo = Her,
                        Fragments =
                        {
                            Mention,
                            new Fragment { Text = " thanks!" },
                        },
                    }
            ),
            By(Somebody, "plain", e => e.ChatMessage = new() { Text = $"hi {Handle}, and {Name}!" }),
            By(
                Somebody,
                "split",
                e =>
                    e.ChatMessage = new()
                    {
                        Text = $"I like {Name}.",
                        Fragments =
                        {
                            new Fragment { Text = "I like Grün" },
                            new Fragment { Text = "hild." },
                        },
                    }
            ),
            By(
                Somebody,
                "banned",
                e =>
                    e.Retraction = new()
                    {
                        Kind = Retraction.Types.Kind.Banned,
                        Target = Her,
                        Reason = "what a moderator wrote of her",
                    }
            ),
            By(null, "vendor", e => e.Vendor = new() { Type = "twitch/channel.shoutout", Json = $$"""{"user_id":"{{Token}}"}""" }),
            By(null, "escaped", e => e.Vendor = new() { Type = "twitch/channel.other", Json = """{"name":"Gr\u00fcnhild"}""" }),
            By(
                null,
                "unreadable",
                e =>
                    e.Vendor = new()
                    {
                        Type = "bilibili/unreadable",
                        Json = $"\"{Needles[^1]}\"",
                        Reason = "broken",
                    }
            ),
            By(null, "title", e => e.ChannelUpdate = new() { Title = $"Baking with @{Handle}" }),
            By(
                new() { Id = $"twitch-name:{Name}", DisplayName = Name },
                "recorded",
                e => e.ChatMessage = new() { Text = "her own words in a recording" }
            ),
            By(Somebody, "harmless", e => e.ChatMessage = new() { Text = "nothing to see, gruenhild_999" }),
        ];

    /// <summary>Which files hold something of her, and what.</summary>
    public static string[] In(string directory) =>
        [
            .. from file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            let bytes = Read(file)
            from needle in Needles
            from encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode]
            where Holds(bytes, encoding.GetBytes(needle), needle)
            select $"{Path.GetFileName(file)}: {needle} ({encoding.WebName})",
        ];

    private static Person Somebody => new() { Id = Other, DisplayName = "Somebody" };

    private static Fragment Mention =>
        new()
        {
            Kind = Fragment.Types.Kind.Mention,
            Text = $"@{Name}",
            Mention = Her,
        };

    private static Contribution Gift(int count) =>
        new()
        {
            Kind = Contribution.Types.Kind.Gift,
            Count = count,
            Paid = true,
            Money = new() { Micros = count * 1000, Currency = "x-test" },
            Text = "her own words with a gift",
            ComboId = $"gift:combo_id:{Token}:1",
        };

    private static LiveEvent By(Person? person, string id, Action<LiveEvent> body)
    {
        var item = Sample.Event(id);
        item.Actor = person is null ? null : new Actor { Person = person };
        body(item);
        return item;
    }

    // The name stands with a longer one that is somebody else's.
    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> wanted, string needle)
    {
        for (var at = bytes.IndexOf(wanted); at >= 0; )
        {
            if (needle != Handle || at + wanted.Length >= bytes.Length || bytes[at + wanted.Length] != (byte)'9')
            {
                return true;
            }

            var next = bytes[(at + 1)..].IndexOf(wanted);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static byte[] Read(string file)
    {
        // A running host holds its lock against every reader, so what can be looked at is that nothing was ever written into it.
        if (Path.GetFileName(file) == InstanceLock.FileName)
        {
            Assert.Equal(0, new FileInfo(file).Length);
            return [];
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

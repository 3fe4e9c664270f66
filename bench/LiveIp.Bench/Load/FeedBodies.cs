using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Bench.Load;

/// <summary>What happens in a busy broadcast: mostly chat, with gifts, likes, people entering and numbers between.</summary>
internal sealed class FeedBodies(FeedPlatform platform, Random random)
{
    private const int People = 20_000;

    private static readonly string[] Words =
    [
        "hello",
        "the",
        "stream",
        "is",
        "so",
        "good",
        "today",
        "what",
        "a",
        "play",
        "主播",
        "加油",
        "哈哈哈哈",
        "晚上好",
        "来了来了",
        "gg",
        "lets go",
        "no way",
    ];

    public void Fill(LiveEvent made, DateTimeOffset at)
    {
        switch (random.Next(100))
        {
            case < 76:
                made.Actor = Someone();
                made.ChatMessage = Chat();
                break;
            case < 84:
                made.Actor = Someone();
                made.Presence = new() { Kind = Presence.Types.Kind.Entered };
                break;
            case < 91:
                made.Actor = Someone();
                made.Reaction = new() { Name = "like", Count = random.Next(1, 30) };
                break;
            case < 97:
                made.Actor = Someone();
                made.Contribution = Gift();
                break;
            case < 98:
                made.Actor = Someone();
                made.Membership = new()
                {
                    Kind = Membership.Types.Kind.New,
                    Gained = 1,
                    Count = 1,
                    Level = "1000",
                };
                break;
            case < 99:
                made.Actor = Someone();
                made.Follow = new();
                break;
            default:
                made.Id = $"{MetricIds.ViewersConcurrent}:{at.ToUnixTimeMilliseconds()}:{made.Id[^6..]}";
                made.Measurement = new() { Metric = MetricIds.ViewersConcurrent, Gauge = random.Next(1000, 90_000) };
                break;
        }
    }

    // Few write much and many write little.
    private Actor Someone()
    {
        var number = (int)(People * Math.Pow(random.NextDouble(), 3));
        return new()
        {
            Person = new()
            {
                Id = platform.Person(number),
                DisplayName = $"viewer 观众 {number}",
                Handle = $"viewer{number}",
                AvatarUri = $"https://images.example/avatars/{number:x8}/s88.jpg",
            },
            IsMember = number % 7 == 0,
        };
    }

    private ChatMessage Chat()
    {
        var text = string.Join(' ', random.GetItems(Words, random.Next(2, 12)));
        var chat = new ChatMessage { Kind = ChatMessage.Types.Kind.Text, Text = text };
        chat.Fragments.Add(new Fragment { Kind = Fragment.Types.Kind.Text, Text = text });
        if (random.Next(4) == 0)
        {
            chat.Fragments.Add(
                new Fragment
                {
                    Kind = Fragment.Types.Kind.Emote,
                    Text = " Kappa",
                    EmoteId = "25",
                }
            );
            chat.Text += " Kappa";
        }

        return chat;
    }

    private Contribution Gift()
    {
        var count = random.Next(1, 20);
        return new()
        {
            Kind = Contribution.Types.Kind.Gift,
            Money = new()
            {
                Micros = count * 1_000_000L,
                Currency = $"x-{platform.Name}-coin",
                Kind = Money.Types.Kind.Virtual,
            },
            Count = count,
            Paid = true,
            ItemId = "31036",
            ItemName = "小花花",
        };
    }
}

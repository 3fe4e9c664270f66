using System.Collections.Immutable;

namespace LiveIp.Emulators.Twitch;

internal sealed record LiveStream(string Id, DateTimeOffset StartedAt);

internal sealed record Follower(Person Person, DateTimeOffset At);

internal sealed record Subscriber(Person Person, string Tier, Person? Gifter, bool IsGift);

internal sealed record CreatorGoal(string Id, string Type, string Description, int Current, int Target, DateTimeOffset CreatedAt);

/// <summary>What is true of the channel now. Replaced as a whole, so that a Helix call reads one moment.</summary>
internal sealed record ChannelState
{
    /// <summary>How many of the newest followers can be listed; the total is kept apart.</summary>
    public const int ListedFollowers = 1000;

    public string Title { get; init; } = "";

    /// <summary>The creator set the title over the API, so that the script's own does not count.</summary>
    public bool IsTitleSet { get; init; }

    public string GameId { get; init; } = Games.JustChatting.Id;

    public string Language { get; init; } = "zh";

    public ImmutableList<string> Tags { get; init; } = ["中文"];

    /// <summary>Null: offline.</summary>
    public LiveStream? Stream { get; init; }

    public int Viewers { get; init; }

    public int Followers { get; init; }

    public ImmutableList<Follower> NewestFollowers { get; init; } = [];

    public ImmutableDictionary<string, Subscriber> Subscribers { get; init; } = ImmutableDictionary<string, Subscriber>.Empty;

    public CreatorGoal? Goal { get; init; }

    public ChannelState WithFollower(Follower follower)
    {
        var list = NewestFollowers.RemoveAll(f => f.Person.Id == follower.Person.Id).Insert(0, follower);
        return this with { NewestFollowers = list.Count > ListedFollowers ? list.RemoveAt(list.Count - 1) : list };
    }

    public ChannelState WithSubscriber(Subscriber subscriber) =>
        this with
        {
            Subscribers = Subscribers.SetItem(subscriber.Person.Id, subscriber),
        };
}

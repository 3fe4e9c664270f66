using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Live;
using LiveIp.Emulators.YouTube.Wire;

namespace LiveIp.Emulators.YouTube.Polls;

/// <summary>
/// All polls of the channel: those of the show, and those that the owner starts and closes over the API. A chat has one at a time. To be
/// called under the gate of <see cref="LiveControl"/>.
/// </summary>
/// <param name="chats">Where the owner may write.</param>
/// <param name="scene">Of a broadcast, now.</param>
/// <param name="show">Puts a state into the chat; the flag says that its row is new.</param>
internal sealed class PollDesk(ChatDesk chats, Func<Broadcast, Scene> scene, Action<Broadcast, PollState, bool> show)
{
    private readonly PollBook _script = new();
    private readonly OneAtATime _scripted = new();

    /// <summary>Over the API, by chat: the one that was started last.</summary>
    private readonly Dictionary<string, PollState> _polls = new(StringComparer.Ordinal);

    private readonly HashSet<(string Poll, int Viewer)> _voters = [];

    /// <summary>How many were started over the API.</summary>
    public int Started { get; private set; }

    /// <summary>Pins a poll. Throws what the platform refuses with.</summary>
    public ChatEntry Insert(string chatId, string question, IReadOnlyList<string> options)
    {
        var broadcast = chats.Open(chatId);
        if (Active(broadcast) is not null || _scripted.IsRunning)
        {
            throw ChatErrors.PollActive();
        }

        var at = scene(broadcast);
        var id = chats.NextId(at);
        Started++;
        return Show(
            broadcast,
            new PollState
            {
                Id = id,
                Question = question,
                Options = options,
                Votes = new int[options.Count],
                Row = PollMessages.Row(at, id),
            },
            isNew: true
        );
    }

    /// <summary>Closes a poll, whichever chat it is in. Throws what the platform refuses with.</summary>
    public ChatEntry Close(string messageId, Func<string, Broadcast?> find)
    {
        var broadcast = find(messageId) ?? throw ChatErrors.MessageNotFound();
        return Active(broadcast) is { } poll && poll.Id == messageId
            ? Show(broadcast, poll with { Closed = true }, isNew: false)
            : throw ChatErrors.NotModifiable();
    }

    /// <summary>Viewers vote in the poll that was started over the API; in none, nothing happens.</summary>
    public void Vote(Broadcast broadcast, VoteEvent vote)
    {
        if (Active(broadcast) is { } poll && vote.Option < poll.Options.Count)
        {
            Show(broadcast, poll with { Votes = [.. poll.Votes.Select((v, i) => i == vote.Option ? v + vote.Count : v)] }, isNew: false);
        }
    }

    /// <summary>Who writes in the chat while such a poll is open votes in it as well, once.</summary>
    public void Vote(Broadcast broadcast, Viewer viewer)
    {
        if (Active(broadcast) is { } poll && _voters.Add((poll.Id, viewer.Number)))
        {
            Vote(broadcast, new VoteEvent(0, TimeSpan.Zero, viewer.Number % poll.Options.Count, 1));
        }
    }

    /// <summary>The next state of a poll of the script.</summary>
    public void Perform(Broadcast broadcast, PollEvent poll)
    {
        if (_scripted.Takes(poll.Poll, poll.Last, Active(broadcast) is not null))
        {
            var (state, isNew) = _script.Next(scene(broadcast), poll);
            show(broadcast, state, isNew);
        }
    }

    private PollState? Active(Broadcast broadcast) =>
        _polls.GetValueOrDefault(broadcast.ChatId) is { Closed: false } poll && broadcast.Facts.EndedAt is null ? poll : null;

    private ChatEntry Show(Broadcast broadcast, PollState state, bool isNew)
    {
        _polls[broadcast.ChatId] = state;
        show(broadcast, state, isNew);
        return PollMessages.Of(scene(broadcast), state).Entry;
    }
}

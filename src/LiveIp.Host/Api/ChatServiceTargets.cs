using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Chat;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Whom a call of the chat is about: channels by name, messages by the names of their events.</summary>
internal sealed class ChatServiceTargets(ChannelStore store, EventFinder events)
{
    /// <summary>The named channels, each once; all that are followed when none is named.</summary>
    public IReadOnlyList<ChannelRecord> Channels(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            var followed = store.All().Where(static c => c.Enabled).ToList();
            return followed.Count > 0
                ? followed
                : throw RpcErrors.FailedPrecondition(ErrorReasons.ChannelNotEnabled, "No channel is followed; add one, or enable one.");
        }

        var checks = new FieldChecks();
        for (var i = 0; i < names.Count; i++)
        {
            checks.ChannelName(names[i], $"channels[{i}]");
        }

        checks.ThrowIfAny();
        return [.. names.Distinct(StringComparer.Ordinal).Select(Channel)];
    }

    /// <summary>A followed channel: elsewhere nobody would see what became of what is done.</summary>
    public ChannelRecord Channel(string name)
    {
        var channel = store.Get(ChannelRecord.IdOf(name) ?? "") ?? throw ChannelServiceErrors.NoChannel(name);
        return channel.Enabled
            ? channel
            : throw RpcErrors.FailedPrecondition(ErrorReasons.ChannelNotEnabled, $"{name} is not followed; enable it first.");
    }

    /// <summary>Whether an event is named at all.</summary>
    public static void Check(EventName? name, string field, FieldChecks checks)
    {
        if (name is null or { Sequence: 0, Channel.Length: 0, Id.Length: 0 })
        {
            checks.Add(field, "is needed: its sequence, or its channel and id");
        }
        else if (name.Sequence != 0)
        {
            checks.Require(name.Sequence > 0, $"{field}.sequence", "must be a sequence of the log");
            checks.Require(
                name.Channel.Length + name.Id.Length == 0,
                $"{field}.sequence",
                "names the event alone: leave channel and id out"
            );
        }
        else
        {
            checks.ChannelName(name.Channel, $"{field}.channel");
            checks.Require(
                name.Id.Length is > 0 and <= Contracts.UnreadableSample.MaxIdLength,
                $"{field}.id",
                "must be the id of an event"
            );
        }
    }

    /// <summary>Whether somebody is named at all, in one way.</summary>
    public static void Check(PersonTarget? target, FieldChecks checks)
    {
        if (target is null or { Event: null, Channel.Length: 0, Person.Length: 0 })
        {
            checks.Add("target", "is needed: an event of the person, or channel and person");
        }
        else if (target.Event is not null)
        {
            Check(target.Event, "target.event", checks);
            checks.Require(
                target.Channel.Length + target.Person.Length == 0,
                "target.event",
                "names the person alone: leave channel and person out"
            );
        }
        else
        {
            checks.ChannelName(target.Channel, "target.channel");
            checks.Require(
                target.Person.Length <= Contracts.UnreadableSample.MaxIdLength && target.Person.IndexOf(':', StringComparison.Ordinal) > 0,
                "target.person",
                "must be the id of a person, as in \"twitch:123\""
            );
        }
    }

    /// <summary>The channel, and who is meant in it.</summary>
    public (ChannelRecord Channel, string Person) Person(PersonTarget target)
    {
        if (target.Event is null)
        {
            return (Channel(target.Channel), target.Person);
        }

        var (channel, found) = Event(target.Event);
        return found switch
        {
            { Own: true } or { Actor.IsOwner: true } => throw RpcErrors.InvalidArgument(("target.event", "is of the channel itself")),
            { Actor.Person.Id: { Length: > 0 } id } => (channel, id),
            _ => throw RpcErrors.InvalidArgument(("target.event", "does not tell who it was")),
        };
    }

    /// <summary>The event and its channel.</summary>
    public (ChannelRecord Channel, LiveEvent Event) Event(EventName name)
    {
        var found =
            (name.Sequence > 0 ? events.BySequence(name.Sequence) : events.ById(name.Channel, name.Id))
            ?? throw RpcErrors.NotFound(
                ErrorReasons.EventNotFound,
                name.Sequence > 0
                    ? $"The log holds no event {name.Sequence}."
                    : $"There is no such event of {name.Channel} among the newest {EventFinder.LooksBack} of the log; name it by its sequence."
            );
        return (Channel(found.Channel), found);
    }

    /// <summary>As <see cref="Event"/>, for what only a chat message can be.</summary>
    public (ChannelRecord Channel, LiveEvent Event) Message(EventName name, string field)
    {
        var found = Event(name);
        return found.Event.BodyCase == LiveEvent.BodyOneofCase.ChatMessage
            ? found
            : throw RpcErrors.InvalidArgument((field, "must be a chat message"));
    }
}

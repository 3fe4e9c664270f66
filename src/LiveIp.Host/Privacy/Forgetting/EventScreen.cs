using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LiveIp.V1;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>What a screen found in an event.</summary>
internal enum Finding
{
    Nothing = 0,

    /// <summary>Somebody else's event names a forgotten person.</summary>
    Mention = 1,

    /// <summary>The event is the person's own, and blank now.</summary>
    Own = 2,
}

/// <summary>
/// Blanks forgotten people in an event. The same screen goes over what the log holds and over what comes in, so a person stays blank
/// however they come again.
/// </summary>
internal sealed class EventScreen
{
    public static readonly EventScreen Empty = new(new(new([]), []));

    private readonly TextScreen _texts;
    private readonly Func<string, string> _reference;

    public EventScreen(MarkSet marks)
    {
        Marks = marks;
        _texts = new(marks);
        _reference = text => _texts.HasToken(text) ? "" : text;
    }

    public bool IsEmpty => Marks.IsEmpty;

    public MarkSet Marks { get; }

    /// <summary>The event as it may be stored: itself when it speaks of nobody forgotten, else a blanked copy.</summary>
    public LiveEvent Pass(LiveEvent item)
    {
        if (Marks.IsEmpty || !Walk(item, blank: false))
        {
            return item;
        }

        // The adapter's own object stays as it is.
        var copy = PersonalContent.Copy(item);
        Apply(copy);
        return copy;
    }

    /// <summary>Blanks in place.</summary>
    public Finding Apply(LiveEvent item)
    {
        if (Marks.IsEmpty)
        {
            return Finding.Nothing;
        }

        var own = item.Actor?.Person is { } actor && IsForgotten(actor);
        // The name that they go by today may be another than any that was known when they were forgotten.
        var names = People.In(item).Where(IsForgotten).SelectMany(static p => People.NamesOf(p)).ToArray();
        var screen = names.Length == 0 ? this : new EventScreen(Marks.WithNames(names));
        var found = own && PersonalContent.Blank(item);
        found |= screen.Walk(item, blank: true);
        if (!found)
        {
            return Finding.Nothing;
        }

        item.Redacted = true;
        return own ? Finding.Own : Finding.Mention;
    }

    /// <summary>By id; where the platform or a recording tells no id but a name ("twitch-name:ann"), by name.</summary>
    public bool IsForgotten(Person person) =>
        Marks.Contains(MarkKind.Person, person.Id)
        || (People.IsKnownByNameAlone(person.Id) && (IsName(person.DisplayName) || IsName(person.Handle)));

    /// <summary>A text of the host's own (a post), without forgotten names.</summary>
    public string Clean(string text) => _texts.Clean(text);

    /// <summary>A message of the host's own (the answer to a call), in place. True when something had to go.</summary>
    public bool Clean(IMessage message) => !Marks.IsEmpty && Walk(message, blank: true);

    private bool IsName(string name) => name.Length > 0 && Marks.Contains(MarkKind.Name, MarkMaker.Plain(MarkKind.Name, name));

    // True when there is something to blank; without blanking it is enough to know that.
    private bool Walk(IMessage message, bool blank)
    {
        switch (message)
        {
            case Person person:
                return IsForgotten(person) && (!blank || PersonalContent.Blank(person));
            case Vendor vendor:
                return BlankVendor(vendor, blank);
            case Ban ban when IsForgotten(new Person { Id = ban.Person }):
                ban.Person = blank ? "" : ban.Person;
                return true;
        }

        // What a moderator wrote about them is about them, and so is the text of a mention.
        var about = message switch
        {
            Fragment fragment => fragment.Mention,
            Retraction retraction => retraction.Target,
            _ => null,
        };
        var plan = MessagePlan.Of(message.Descriptor);
        var found = about is not null && IsForgotten(about) && (!blank || PersonalContent.Blank(message));
        foreach (var field in plan.Words)
        {
            found |= Edit(message, field, Clean, blank);
        }

        foreach (var field in plan.Names)
        {
            found |= Edit(message, field, _reference, blank);
        }

        foreach (var child in PersonalContent.Children(message, plan))
        {
            found |= Walk(child, blank);
        }

        return found | (message is ChatMessage chat && BlankSplitName(chat, blank));
    }

    // A sample that could not be read cannot be searched either: it may be a compressed packet of theirs.
    private bool BlankVendor(Vendor vendor, bool blank)
    {
        if (vendor.Json.Length == 0 || (vendor.Json[0] != '"' && !_texts.IsAbout(vendor.Json)))
        {
            return false;
        }

        if (blank)
        {
            vendor.Json = "";
        }

        return true;
    }

    // A name may be cut in two by an emote in it.
    private bool BlankSplitName(ChatMessage chat, bool blank)
    {
        if (chat.Fragments.Count < 2)
        {
            return false;
        }

        var whole = string.Concat(chat.Fragments.Select(static f => f.Text));
        if (_texts.Clean(whole) == whole)
        {
            return false;
        }

        foreach (var fragment in blank ? chat.Fragments : [])
        {
            fragment.Text = "";
        }

        return true;
    }

    private static bool Edit(IMessage message, FieldDescriptor field, Func<string, string> edit, bool blank)
    {
        switch (field.Accessor.GetValue(message))
        {
            case string { Length: > 0 } text when edit(text) is var edited && edited != text:
                if (blank)
                {
                    field.Accessor.SetValue(message, edited);
                }

                return true;
            case IList many:
                var found = false;
                for (var i = 0; i < many.Count; i++)
                {
                    var one = (string)many[i]!;
                    if (edit(one) is var changed && changed != one)
                    {
                        many[i] = blank ? changed : one;
                        found = true;
                    }
                }

                return found;
            default:
                return false;
        }
    }
}

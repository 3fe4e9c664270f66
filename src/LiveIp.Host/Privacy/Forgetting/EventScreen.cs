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
internal sealed class EventScreen(MarkSet marks)
{
    public static readonly EventScreen Empty = new(new(new([]), []));

    private readonly TextScreen _texts = new(marks);

    public bool IsEmpty => marks.IsEmpty;

    public MarkSet Marks => marks;

    /// <summary>The event as it may be stored: itself when it speaks of nobody forgotten, else a blanked copy.</summary>
    public LiveEvent Pass(LiveEvent item)
    {
        if (marks.IsEmpty)
        {
            return item;
        }

        // The adapter's own object stays as it is; most events are done after looking.
        var copy = item.Clone();
        if (Apply(copy) == Finding.Nothing)
        {
            return item;
        }

        copy = PersonalContent.Copy(item);
        Apply(copy);
        return copy;
    }

    /// <summary>Blanks in place.</summary>
    public Finding Apply(LiveEvent item)
    {
        if (marks.IsEmpty)
        {
            return Finding.Nothing;
        }

        var own = item.Actor?.Person is { } actor && IsForgotten(actor);
        // The name that they go by today may be another than any that was known when they were forgotten.
        var names = People.In(item).Where(IsForgotten).SelectMany(static p => People.NamesOf(p)).ToArray();
        var screen = names.Length == 0 ? this : new EventScreen(marks.WithNames(names));
        var found = own && PersonalContent.Blank(item);
        found |= screen.Walk(item);
        if (!found)
        {
            return Finding.Nothing;
        }

        item.Redacted = true;
        return own ? Finding.Own : Finding.Mention;
    }

    /// <summary>By id; where the platform or a recording tells no id but a name ("twitch-name:ann"), by name.</summary>
    public bool IsForgotten(Person person) =>
        marks.Contains(MarkKind.Person, person.Id)
        || (People.IsKnownByNameAlone(person.Id) && (IsName(person.DisplayName) || IsName(person.Handle)));

    /// <summary>A text of the host's own (a post), without forgotten names.</summary>
    public string Clean(string text) => _texts.Clean(text);

    private bool IsName(string name) => name.Length > 0 && marks.Contains(MarkKind.Name, MarkMaker.Plain(MarkKind.Name, name));

    private bool Walk(IMessage message)
    {
        switch (message)
        {
            case Person person:
                return IsForgotten(person) && PersonalContent.Blank(person);
            case Vendor vendor:
                return BlankVendor(vendor);
        }

        // What a moderator wrote about them is about them, and so is the text of a mention.
        var about = message switch
        {
            Fragment fragment => fragment.Mention,
            Retraction retraction => retraction.Target,
            _ => null,
        };
        var plan = MessagePlan.Of(message.Descriptor);
        var found = about is not null && IsForgotten(about) && PersonalContent.Blank(message);
        found |= Words(message, plan) | References(message, plan);
        foreach (var child in PersonalContent.Children(message, plan))
        {
            found |= Walk(child);
        }

        return found | (message is ChatMessage chat && BlankSplitName(chat));
    }

    // A sample that could not be read cannot be searched either: it may be a compressed packet of theirs.
    private bool BlankVendor(Vendor vendor)
    {
        if (vendor.Json.Length == 0 || (vendor.Json[0] != '"' && !_texts.IsAbout(vendor.Json)))
        {
            return false;
        }

        vendor.Json = "";
        return true;
    }

    // A name may be cut in two by an emote in it.
    private bool BlankSplitName(ChatMessage chat)
    {
        var whole = string.Concat(chat.Fragments.Select(static f => f.Text));
        if (_texts.Clean(whole) == whole)
        {
            return false;
        }

        foreach (var fragment in chat.Fragments)
        {
            fragment.Text = "";
        }

        return true;
    }

    private bool Words(IMessage message, MessagePlan plan) =>
        plan.Words.Aggregate(false, (found, f) => found | Edit(message, f, _texts.Clean));

    private bool References(IMessage message, MessagePlan plan) =>
        plan.Names.Aggregate(false, (found, f) => found | Edit(message, f, t => _texts.HasToken(t) ? "" : t));

    private static bool Edit(IMessage message, FieldDescriptor field, Func<string, string> edit)
    {
        switch (field.Accessor.GetValue(message))
        {
            case string { Length: > 0 } text when edit(text) is var edited && edited != text:
                field.Accessor.SetValue(message, edited);
                return true;
            case IList many:
                var found = false;
                for (var i = 0; i < many.Count; i++)
                {
                    var one = (string)many[i]!;
                    if (edit(one) is var changed && changed != one)
                    {
                        many[i] = changed;
                        found = true;
                    }
                }

                return found;
            default:
                return false;
        }
    }
}

using System.Collections.Concurrent;
using Google.Protobuf.Reflection;
using LiveIp.V1;

namespace LiveIp.Host.Privacy;

/// <summary>
/// What of a message is of interest here, read once from its descriptor: fields that come with a later version of the schema are
/// found without anybody writing them down.
/// </summary>
internal sealed class MessagePlan
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessagePlan> Plans = new();

    private MessagePlan(MessageDescriptor message)
    {
        var fields = message.Fields.InDeclarationOrder();
        Personal = [.. fields.Where(IsPersonal)];
        Children = [.. fields.Where(static f => f.FieldType == FieldType.Message && !f.IsMap)];
        Words = [.. fields.Where(static f => f.FieldType == FieldType.String && !IsName(f.Name))];
        Names = [.. fields.Where(static f => f.FieldType == FieldType.String && IsReference(f.Name))];
    }

    /// <summary>Marked <c>(liveip.v1.personal)</c>.</summary>
    public IReadOnlyList<FieldDescriptor> Personal { get; }

    /// <summary>Messages inside, single or repeated.</summary>
    public IReadOnlyList<FieldDescriptor> Children { get; }

    /// <summary>Texts that somebody wrote, whether a viewer (personal) or the channel's owner (titles, questions).</summary>
    public IReadOnlyList<FieldDescriptor> Words { get; }

    /// <summary>References to things, which may be made of a person's id.</summary>
    public IReadOnlyList<FieldDescriptor> Names { get; }

    public static MessagePlan Of(MessageDescriptor message) => Plans.GetOrAdd(message, static m => new(m));

    private static bool IsPersonal(FieldDescriptor field) => field.GetOptions()?.GetExtension(CommonExtensions.Personal) == true;

    // Words of protocols: a person who calls herself "follow" must not change what kind of thing an event is.
    private static bool IsName(string field) =>
        field is "id" or "channel" or "platform" or "broadcast" or "metric" or "currency" or "type" or "status" or "language" or "category"
        || IsReference(field);

    private static bool IsReference(string field) =>
        field.EndsWith("_id", StringComparison.Ordinal)
        || field.EndsWith("_ids", StringComparison.Ordinal)
        || field.EndsWith("_uri", StringComparison.Ordinal);
}

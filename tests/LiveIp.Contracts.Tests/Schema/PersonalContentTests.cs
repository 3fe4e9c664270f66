using Google.Protobuf.Reflection;
using LiveIp.V1;

namespace LiveIp.Contracts.Tests.Schema;

/// <summary>
/// Erasure blanks the fields that are marked personal, and no others. So every text in an event is either marked or was looked at and
/// found to say nothing about a person.
/// </summary>
public sealed class PersonalContentTests
{
    /// <summary>Reviewed: ids of things, names that the platform or the channel's owner gives, and the words of protocols.</summary>
    private static readonly string[] Reviewed =
    [
        "LiveEvent.id",
        "LiveEvent.channel",
        "LiveEvent.platform",
        "LiveEvent.broadcast",
        "ChatMessage.reply_to_id",
        "ChatMessage.source_id",
        "Fragment.emote_id",
        "Fragment.image_uri",
        "Contribution.item_id",
        "Contribution.item_name",
        "Membership.level",
        "Membership.gift_batch_id",
        "Reaction.name",
        "Share.target",
        "Poll.poll_id",
        "Poll.question",
        "Poll.Option.id",
        "Poll.Option.label",
        "RewardRedemption.redemption_id",
        "RewardRedemption.reward_id",
        "RewardRedemption.reward_name",
        "RewardRedemption.status",
        "Goal.goal_id",
        "Goal.subject",
        "Goal.description",
        "BroadcastState.title",
        "BroadcastState.category",
        "ChannelUpdate.title",
        "ChannelUpdate.category",
        "ChannelUpdate.category_id",
        "ChannelUpdate.language",
        "ChannelUpdate.labels",
        "ChannelUpdate.chat_rules",
        "Retraction.target_ids",
        "Measurement.metric",
        "Vendor.type",
        "Vendor.reason",
    ];

    [Fact]
    public void Every_text_in_an_event_is_personal_or_reviewed()
    {
        var unmarked = SchemaText
            .Messages(EventsReflection.Descriptor)
            .SelectMany(static m => m.Fields.InDeclarationOrder())
            .Where(static f => IsText(f) && !SchemaText.IsPersonal(f))
            .Select(static f => f.FullName["liveip.v1.".Length..]);

        Assert.Equal(Reviewed.Order(StringComparer.Ordinal), unmarked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_of_a_person_is_personal() =>
        Assert.All(Person.Descriptor.Fields.InDeclarationOrder(), static f => Assert.True(SchemaText.IsPersonal(f), f.Name));

    [Fact]
    public void Only_texts_are_personal() =>
        Assert.All(
            SchemaText
                .Files.SelectMany(SchemaText.Messages)
                .SelectMany(static m => m.Fields.InDeclarationOrder())
                .Where(SchemaText.IsPersonal),
            static f => Assert.True(IsText(f), f.FullName)
        );

    private static bool IsText(FieldDescriptor field) =>
        field.FieldType is FieldType.String or FieldType.Bytes
        || (field.IsMap && field.MessageType.FindFieldByNumber(2).FieldType is FieldType.String or FieldType.Bytes);
}

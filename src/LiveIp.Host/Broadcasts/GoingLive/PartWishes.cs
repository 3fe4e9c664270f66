using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>From what was asked for all channels, and for one, to what that one is to be told.</summary>
internal static class PartWishes
{
    /// <summary>The broadcast's details, with the channel's own over them.</summary>
    public static PlannedDetails Of(CreateBroadcastRequest asked, string channel)
    {
        var details = asked.Details?.Clone() ?? new();
        foreach (var own in asked.Overrides.Where(o => o.Channel == channel && o.Details is not null).Select(static o => o.Details))
        {
            details.Title = Either(own.Title, details.Title);
            details.Description = Either(own.Description, details.Description);
            details.Category = Either(own.Category, details.Category);
            details.Language = Either(own.Language, details.Language);
            details.Privacy = own.Privacy == PlannedDetails.Types.Privacy.Unspecified ? details.Privacy : own.Privacy;
            if (own.Tags.Count > 0)
            {
                details.Tags.Clear();
                details.Tags.Add(own.Tags);
            }
        }

        return details;
    }

    /// <summary>In the contract's words.</summary>
    /// <param name="details">Of the channel.</param>
    /// <param name="categoryId">The platform's; empty for none.</param>
    public static BroadcastDetails Tell(PlannedDetails details, string categoryId) =>
        new()
        {
            Title = OrNull(details.Title),
            Description = OrNull(details.Description),
            CategoryId = OrNull(categoryId),
            Tags = details.Tags.Count > 0 ? [.. details.Tags] : null,
            Language = OrNull(details.Language),
            Privacy = details.Privacy switch
            {
                PlannedDetails.Types.Privacy.Public => BroadcastPrivacy.Public,
                PlannedDetails.Types.Privacy.Unlisted => BroadcastPrivacy.Unlisted,
                PlannedDetails.Types.Privacy.Private => BroadcastPrivacy.Private,
                _ => null,
            },
        };

    /// <summary>The fields that were asked for, the category included where it has no counterpart yet.</summary>
    public static BroadcastFields Given(PlannedDetails details) =>
        Tell(details, "").Given | (details.Category.Length > 0 ? BroadcastFields.Category : BroadcastFields.None);

    /// <summary>As the API names the fields: "title", "category".</summary>
    public static IEnumerable<string> Names(BroadcastFields fields) =>
        Enum.GetValues<BroadcastFields>()
            .Where(f => f != BroadcastFields.None && fields.HasFlag(f))
            .Select(static f => f.ToString().ToLowerInvariant());

    private static string Either(string own, string shared) => own.Length > 0 ? own : shared;

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}

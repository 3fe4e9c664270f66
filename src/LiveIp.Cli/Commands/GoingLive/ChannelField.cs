using LiveIp.V1;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary>One field of one channel: <c>abc:title=Good evening</c>.</summary>
internal sealed record ChannelField(string Channel, string Field, string Value)
{
    private static readonly string[] Fields = ["title", "description", "category", "tag", "language", "privacy"];

    /// <summary>Null when it is none.</summary>
    public static ChannelField? Parse(string typed)
    {
        // A channel's name holds no colon, and a value may hold anything.
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        var equals = typed.IndexOf('=', StringComparison.Ordinal);
        if (colon < 1 || equals < colon)
        {
            return null;
        }

        var field = new ChannelField(typed[..colon], typed[(colon + 1)..equals], typed[(equals + 1)..]);
        return Fields.Contains(field.Field) && field.Value.Length > 0 && (field.Field != "privacy" || field.IsPrivacy) ? field : null;
    }

    private bool IsPrivacy => PlanOptions.PrivacyOf(Value) != PlannedDetails.Types.Privacy.Unspecified;

    public void Set(PlannedDetails details)
    {
        switch (Field)
        {
            case "title":
                details.Title = Value;
                break;
            case "description":
                details.Description = Value;
                break;
            case "category":
                details.Category = Value;
                break;
            case "tag":
                details.Tags.Add(Value);
                break;
            case "language":
                details.Language = Value;
                break;
            case "privacy":
                details.Privacy = PlanOptions.PrivacyOf(Value);
                break;
        }
    }
}

using LiveIp.Contracts;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>The text that the host made to a network's measure.</summary>
internal static class Caption
{
    /// <exception cref="AdapterException">There is none, or it is longer than the network takes.</exception>
    public static string Of(IDeliveryContext context, string network, Func<string, int> measure, int maxLength)
    {
        var text =
            context.Rendered?.Text
            ?? throw new AdapterException(FailureKind.Refused, $"The post was never made to the measure of {network}. Post it again.");
        return measure(text) <= maxLength
            ? text
            : throw new AdapterException(FailureKind.Refused, $"The text is longer than {network} takes ({measure(text)} of {maxLength}).");
    }

    /// <summary>The post's first line, as far as it fits a field for titles; never half a character.</summary>
    /// <param name="maxLength">UTF-16 units.</param>
    public static string Title(LiveIp.V1.Post post, int maxLength)
    {
        var line = (post.Title.Trim().Length > 0 ? post.Title : post.Text).Trim().Split('\n')[0].Trim();
        var end = 0;
        while (end < line.Length)
        {
            var next = end + System.Globalization.StringInfo.GetNextTextElementLength(line, end);
            if (next > maxLength)
            {
                break;
            }

            end = next;
        }

        return line[..end].TrimEnd();
    }
}

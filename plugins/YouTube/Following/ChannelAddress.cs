using System.Text.RegularExpressions;
using LiveIp.Plugins.YouTube.Api;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>What a person typed to name a channel: nothing or "me", an id, a handle, or the address of one of these.</summary>
internal sealed partial record ChannelAddress
{
    private string? Id { get; init; }

    private string? Handle { get; init; }

    /// <summary>Null when the text is none of these.</summary>
    public static ChannelAddress? Parse(string input)
    {
        var text = input.Trim();
        if (text.Length == 0 || text.Equals("me", StringComparison.OrdinalIgnoreCase))
        {
            return new ChannelAddress();
        }

        if (Url().Match(text) is { Success: true } url)
        {
            text = Uri.UnescapeDataString(url.Groups["channel"].Value);
        }

        return ChannelId().IsMatch(text) ? new ChannelAddress { Id = text }
            : HandleText().IsMatch(text) ? new ChannelAddress { Handle = text.StartsWith('@') ? text : $"@{text}" }
            : null;
    }

    /// <summary>Asks for this channel.</summary>
    public void Choose(ChannelsResource.ListRequest request)
    {
        if (Id is not null)
        {
            request.Id = Id;
        }
        else if (Handle is not null)
        {
            request.ForHandle = Handle;
        }
        else
        {
            request.Mine = true;
        }
    }

    [GeneratedRegex("^UC[A-Za-z0-9_-]{22}$", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelId();

    // Handles hold letters and digits of any script, and . _ - ·
    [GeneratedRegex(@"^@?[\p{L}\p{M}\p{N}._·-]{1,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex HandleText();

    [GeneratedRegex(
        @"^(https?://)?((www|m)\.)?youtube\.com/(channel/)?(?<channel>@?[^/?#]+)([/?#].*)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Url();
}

using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch;

/// <summary>What people type for a channel: nothing, "me", a login, "@login", a numeric id or an address of twitch.tv.</summary>
internal static class ChannelInput
{
    /// <summary>Whether it means the account of the token.</summary>
    public static bool Means(string input, TokenInfo token)
    {
        var name = Name(input);
        return name.Length == 0
            || string.Equals(name, "me", StringComparison.OrdinalIgnoreCase)
            || string.Equals(name, token.Login, StringComparison.OrdinalIgnoreCase)
            || name == token.UserId;
    }

    /// <summary>The login or id in it; an address that is not of twitch.tv stays whole and so matches nobody.</summary>
    private static string Name(string input)
    {
        var text = input.Trim();
        if (!text.Contains('/', StringComparison.Ordinal))
        {
            return text.TrimStart('@');
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (
            !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || !(uri.Host == "twitch.tv" || uri.Host.EndsWith(".twitch.tv", StringComparison.Ordinal))
        )
        {
            return text;
        }

        // twitch.tv/<login>, and twitch.tv/popout/<login>/chat, dashboard.twitch.tv/u/<login>.
        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["popout" or "u" or "moderator", var login, ..] => login,
            [var login, ..] => login,
            _ => text,
        };
    }
}

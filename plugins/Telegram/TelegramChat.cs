using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveIp.Plugins.Telegram;

/// <summary>Where a message goes: a public channel or group by its name, any other by its number.</summary>
/// <param name="Name">Without '@'; null for a number.</param>
/// <param name="Number">0 for a name.</param>
internal sealed partial record TelegramChat(string? Name, long Number)
{
    /// <summary>Null where it is neither.</summary>
    public static TelegramChat? TryParse(string text) =>
        PublicName().IsMatch(text) ? new TelegramChat(text[1..], 0)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number != 0
            ? new TelegramChat(null, number)
        : null;

    /// <summary>Where a browser finds a message; null where the chat is not public.</summary>
    /// <param name="name">Of the chat, without '@'.</param>
    public static Uri? Address(string? name, long message) =>
        name is not null && PublicName().IsMatch("@" + name)
            ? new Uri(string.Create(CultureInfo.InvariantCulture, $"https://t.me/{name}/{message}"))
            : null;

    [GeneratedRegex(@"^@[A-Za-z][A-Za-z0-9_]{2,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PublicName();
}

using System.Text.RegularExpressions;

namespace LiveIp.Plugins.Telegram;

/// <summary>The key of a bot. It stands in the address of every request, so no address is ever shown.</summary>
internal sealed partial class BotToken
{
    private readonly string _text;

    private BotToken(string text, string key) => (_text, Key) = (text, key);

    /// <summary>The part behind the colon, without which the rest opens nothing.</summary>
    public string Key { get; }

    /// <summary>Null where it is none.</summary>
    public static BotToken? TryParse(string text) =>
        Form().Match(text) is { Success: true } match ? new BotToken(text, match.Groups["key"].Value) : null;

    /// <summary>The address of one of the Bot API's methods.</summary>
    public Uri Method(Uri baseAddress, string name) => new($"{baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/')}/bot{_text}/{name}");

    [GeneratedRegex(@"^[0-9]{1,20}:(?<key>[A-Za-z0-9_-]{20,100})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

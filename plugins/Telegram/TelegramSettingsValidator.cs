using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Telegram;

/// <summary>What the attributes cannot say.</summary>
internal sealed class TelegramSettingsValidator : IValidateOptions<TelegramSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelegramSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well. Never holds the token.</summary>
    public static string? Explain(TelegramSettings settings) =>
        settings.Token.Length == 0 ? "The bot's token (token) is not set."
        : BotToken.TryParse(settings.Token) is null
            ? "The bot's token (token) must be as @BotFather gives it: digits, a colon, and 20 or more letters and digits."
        : settings.ChatId.Length == 0 ? "The chat (chatId) is not set."
        : TelegramChat.TryParse(settings.ChatId) is null
            ? "The chat (chatId) must be the @name of a public channel or group, or a number such as -1001234567890."
        : !SecureAddress.Is(settings.BaseAddress)
            ? "The base address (baseAddress) must begin with https:// (http:// only on this machine)."
        : null;
}

using LiveIp.Plugins.Sending;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Feed;

/// <summary>What the attributes cannot say.</summary>
internal sealed class FeedSettingsValidator : IValidateOptions<FeedSettings>
{
    // Fewer, and an entry could be gone before a repeated attempt looks for it.
    public const int FewestEntries = 5;
    public const int MostEntries = 500;

    private const int LongestWord = 200;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FeedSettings options) =>
        Explain(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    /// <summary>A sentence, or null when all is well.</summary>
    public static string? Explain(FeedSettings settings) =>
        settings.Path.Length == 0 ? "The feed's file (path) is not set."
        : !Path.IsPathFullyQualified(settings.Path) || settings.Path.Contains('\0')
            ? "The feed's file (path) must be a whole path, such as /var/www/example.org/live.atom."
        : Path.GetFileName(settings.Path).Length == 0 ? "The feed's file (path) must be a file, and not a folder."
        : !IsWords(settings.Title) ? $"The title (title) must be 1 to {LongestWord} characters."
        : !IsWords(settings.Author) ? $"The author (author) must be 1 to {LongestWord} characters."
        : settings.SelfAddress is { } self && !IsPublicAddress(self)
            ? "The address of the feed (selfAddress) must be a whole http or https address without a fragment or a sign-in."
        : settings.Hub is null ? null
        : settings.SelfAddress is null ? "A hub (hub) needs the address of the feed (selfAddress): it is what the hub is told."
        : !SecureAddress.Is(settings.Hub) || settings.Hub.UserInfo.Length > 0
            ? "The hub (hub) must begin with https:// (http:// only on this machine) and hold no sign-in."
        : null;

    private static bool IsWords(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestWord;

    private static bool IsPublicAddress(Uri address) =>
        address is { IsAbsoluteUri: true, Fragment: "", UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}

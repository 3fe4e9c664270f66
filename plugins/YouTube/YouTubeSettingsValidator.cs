using LiveIp.Plugins.YouTube.Api;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.YouTube;

/// <summary>What the attributes of <see cref="YouTubeSettings"/> cannot say.</summary>
internal sealed class YouTubeSettingsValidator : IValidateOptions<YouTubeSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, YouTubeSettings options) =>
        QuotaCosts.Parse(options.QuotaCosts) is null
            ? ValidateOptionsResult.Fail(
                "Quota costs must be \"default\" or \"pessimistic\", and may set single calls anew: default, liveChatMessages.insert=50."
            )
            : ValidateOptionsResult.Success;
}

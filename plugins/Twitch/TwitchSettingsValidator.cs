using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Twitch;

/// <summary>What the attributes of <see cref="TwitchSettings"/> cannot say: which address speaks which protocol.</summary>
internal sealed class TwitchSettingsValidator : IValidateOptions<TwitchSettings>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TwitchSettings options)
    {
        var failures = new List<string>();
        if (!Speaks(options.HelixBaseUri, "https", "http"))
        {
            failures.Add("The Helix address must be a whole https address.");
        }

        if (!Speaks(options.IdBaseUri, "https", "http"))
        {
            failures.Add("The identity address must be a whole https address.");
        }

        if (!Speaks(options.EventSubUri, "wss", "ws"))
        {
            failures.Add("The EventSub address must be a whole wss address.");
        }

        if (!Uri.TryCreate(options.IngestServer, UriKind.Absolute, out var ingest) || ingest.Scheme is not ("rtmp" or "rtmps"))
        {
            failures.Add("The ingest server must be a whole rtmp or rtmps address.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool Speaks(Uri? uri, string scheme, string onLoopback) =>
        uri is { IsAbsoluteUri: true } && (uri.Scheme == scheme || (uri.Scheme == onLoopback && uri.IsLoopback));
}

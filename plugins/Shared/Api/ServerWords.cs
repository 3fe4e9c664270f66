using LiveIp.Plugins.Answers;

namespace LiveIp.Plugins.Api;

/// <summary>A server's own words where more than one secret went to it.</summary>
internal static class ServerWords
{
    /// <summary>As <see cref="NetworkWords.Clean"/>, as " (words)"; nothing where there are none.</summary>
    public static string InBrackets(string words, params ReadOnlySpan<string> secrets)
    {
        // All before the words are cut: half of a secret is one too.
        foreach (var secret in secrets)
        {
            words = words.Replace(secret, "[…]", StringComparison.OrdinalIgnoreCase);
        }

        var clean = NetworkWords.Clean(words, secrets[0]).Trim(':', ' ');
        return clean.Length > 0 ? $" ({clean})" : "";
    }
}

using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What Helix says no to.</summary>
internal static class Refusals
{
    /// <param name="answer">2xx or 4xx.</param>
    /// <param name="what">Behind "Twitch refuses".</param>
    /// <exception cref="AdapterException">NotFound or Refused, with Twitch's words; nothing where it did what was asked.</exception>
    public static void ThrowIfRefused(HelixAnswer answer, string what)
    {
        if (!answer.IsSuccess)
        {
            throw answer.Refusal($"refuses {what}");
        }
    }
}

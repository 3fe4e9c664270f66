using System.Security.Cryptography;

namespace LiveIp.Host.Channels.State;

/// <summary>Ids for resource names: short, lower case, safe in URLs, never guessed from one another.</summary>
internal static class ShortId
{
    // Without l, o, 0 and 1: people read ids aloud. 12 of 32 letters are 60 bits, ample for thousands.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    public static string Make() => RandomNumberGenerator.GetString(Letters, 12);
}

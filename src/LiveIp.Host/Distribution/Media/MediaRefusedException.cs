namespace LiveIp.Host.Distribution.Media;

/// <summary>A file that was named cannot go with a post.</summary>
/// <param name="index">Which of those that were named.</param>
/// <param name="message">Why, and what to do.</param>
internal sealed class MediaRefusedException(int index, string message) : Exception(message)
{
    public int Index => index;
}

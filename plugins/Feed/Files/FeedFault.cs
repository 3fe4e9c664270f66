namespace LiveIp.Plugins.Feed.Files;

/// <summary>Why the feed is as it was.</summary>
/// <param name="MayPass">Trying again may help.</param>
/// <param name="Detail">A sentence for a person.</param>
internal sealed record FeedFault(bool MayPass, string Detail)
{
    /// <summary>Null for what is no fault of a file.</summary>
    public static FeedFault? Of(Exception e) =>
        e switch
        {
            NotOursException => new(false, e.Message),
            DirectoryNotFoundException => new(false, "The folder of the feed's file (path) is not there. Make it first."),
            UnauthorizedAccessException => new(false, "LiveIp may not write the feed's file (path) or beside it."),
            // Until it is moved into its place nothing is published, and the moving is the last that can fail.
            IOException => new(true, $"The feed could not be written ({e.Message}); it is as it was."),
            OperationCanceledException => new(true, "The time was over before the feed was written."),
            _ => null,
        };
}

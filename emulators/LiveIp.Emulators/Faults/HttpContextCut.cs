namespace LiveIp.Emulators.Faults;

/// <summary>Breaks a connection from outside its own request.</summary>
internal static class HttpContextCut
{
    /// <summary>As <see cref="HttpContext.Abort"/>; a request that has ended in this moment needs no cutting.</summary>
    public static void Cut(this HttpContext context)
    {
        try
        {
            context.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The peer was faster.
        }
    }
}

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

    /// <summary>Breaks the connection of the request that is being answered, after some real time.</summary>
    public static async Task CutAfterAsync(this HttpContext context, TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, TimeProvider.System, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The peer did not wait for it.
        }

        context.Cut();
    }
}

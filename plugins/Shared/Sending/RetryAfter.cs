namespace LiveIp.Plugins.Sending;

/// <summary>How long a receiver asks to be left alone.</summary>
internal static class RetryAfter
{
    /// <summary>Of the header of RFC 9110, seconds or a date; never negative. Null where there is none.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - now : null;
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}

namespace LiveIp.Host.Events;

/// <summary>The log cannot be written (disk full, file locked). What it has accepted it keeps, and tries again.</summary>
internal sealed class EventLogException : IOException
{
    public EventLogException(string message, Exception? inner = null)
        : base(message, inner) { }
}

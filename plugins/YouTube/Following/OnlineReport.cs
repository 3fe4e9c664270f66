using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>Tells the host once per attempt that events flow.</summary>
internal sealed class OnlineReport(IConnection connection, TimeSpan maxSilence)
{
    public bool Done { get; private set; }

    public void Report(Continuity continuity)
    {
        if (!Done)
        {
            Done = true;
            connection.ReportOnline(continuity, maxSilence);
        }
    }
}

namespace LiveIp.Host.Demo.Acting;

/// <summary>Something that the demo does on the platforms through the host's own API. Acts are done in order, and judged when all are.</summary>
internal interface IShowAct
{
    /// <summary>Asks the host for it and waits for what it says, for a bounded time.</summary>
    /// <exception cref="TimeoutException">The host had not said what came of it in time; the message has what it said last.</exception>
    Task DoAsync(CancellationToken cancellationToken);

    /// <summary>A row per platform, once the show is over.</summary>
    IEnumerable<ActResult> Judge(ActingTruth truth);
}

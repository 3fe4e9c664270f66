namespace LiveIp.Host.Distribution;

/// <summary>Tells whether there is a broadcast that a post says it is about.</summary>
internal interface IKnownBroadcasts
{
    /// <param name="name">"broadcasts/{id}", by any name that the broadcast has.</param>
    Task<bool> IsKnownAsync(string name, CancellationToken cancellationToken);
}

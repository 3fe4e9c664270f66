namespace LiveIp.Contracts;

/// <summary>Capability "ingest": where an encoder sends to, and with which key.</summary>
public interface IIngestEndpoints
{
    /// <summary>All that the channel has and that can be used again; the best to use first. Holds keys: the host masks them.</summary>
    /// <exception cref="AdapterException"/>
    Task<IReadOnlyList<IngestEndpoint>> ListIngestAsync(IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>One place to send to.</summary>
public sealed record IngestEndpoint
{
    /// <summary>The platform's id of it, for <see cref="IBroadcastControl.BindBroadcastAsync"/>; "" where it needs none.</summary>
    public string Id { get; init; } = "";

    /// <summary>What the creator calls it; "" where it has no name.</summary>
    public string Title { get; init; } = "";

    /// <summary>rtmp, rtmps or srt; OBS calls it the server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Where to send a second copy to, or null.</summary>
    public Uri? BackupServer { get; init; }

    /// <summary>The secret; OBS calls it the stream key. Never in a log, an event or an exception.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the platform receives something; null where it does not tell.</summary>
    public bool? IsActive { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Server} ({Id})";
}

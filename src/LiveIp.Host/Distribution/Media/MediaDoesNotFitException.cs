namespace LiveIp.Host.Distribution.Media;

/// <summary>Files cannot go where a post goes.</summary>
internal sealed class MediaDoesNotFitException(IReadOnlyList<MediaMisfit> misfits)
    : Exception(string.Join("; ", misfits.Select(static m => m.Why)))
{
    public IReadOnlyList<MediaMisfit> Misfits => misfits;
}

/// <summary>A limit of a network that is not kept.</summary>
/// <param name="File">Which file it is about; null for all of them.</param>
/// <param name="Why">With the name of the network and of its limit.</param>
internal sealed record MediaMisfit(int? File, string Why);

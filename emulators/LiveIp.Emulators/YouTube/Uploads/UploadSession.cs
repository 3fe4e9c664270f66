using System.Security.Cryptography;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>An upload that was begun. One request at a time writes to it.</summary>
internal sealed class UploadSession(string id, VideoMetadata metadata, long? announced, DateTimeOffset expiresAt) : IDisposable
{
    /// <summary>Bytes: chunks but the last are whole multiples of it.</summary>
    public const int Unit = 256 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string Id => id;

    public VideoMetadata Metadata => metadata;

    /// <summary>As the head of the first request said; null: it did not.</summary>
    public long? Announced => announced;

    public DateTimeOffset ExpiresAt => expiresAt;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Bytes that are kept.</summary>
    public long Stored { get; private set; }

    /// <summary>What it has become; null while it is not complete.</summary>
    public string? VideoId { get; set; }

    /// <summary>Keeps more, in order.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Stored += bytes.Length;
    }

    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose()
    {
        _hash.Dispose();
        Gate.Dispose();
    }
}

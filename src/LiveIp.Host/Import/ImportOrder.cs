using LiveIp.Host.Import.Formats;

namespace LiveIp.Host.Import;

/// <summary>What is to be imported, and where to.</summary>
internal sealed record ImportOrder
{
    /// <summary>Absolute.</summary>
    public required string Path { get; init; }

    public required IRecordingFormat Format { get; init; }

    /// <summary>"channels/{id}"; null for the channel of <see cref="Source"/> and of what the file says.</summary>
    public string? Channel { get; init; }

    /// <summary>What is set goes before what the file says.</summary>
    public RecordedSource Source { get; init; } = new();

    /// <summary>Read and check everything, write nothing.</summary>
    public bool ValidateOnly { get; init; }
}

/// <summary>The recording cannot go where it was told to; the message is for people.</summary>
internal sealed class ImportRefusedException(string reason, string message) : Exception(message)
{
    /// <summary>UPPER_SNAKE, for programs.</summary>
    public string Reason => reason;
}

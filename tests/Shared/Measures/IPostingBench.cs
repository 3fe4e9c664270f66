using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>A distributor set up for what it posts to.</summary>
internal interface IPostingBench : IAsyncDisposable
{
    IPostMeasure Measure { get; }

    /// <summary>The texts that were posted.</summary>
    IReadOnlyList<string> Posted { get; }

    /// <summary>False where it was refused for good.</summary>
    Task<bool> PostAsync(RenderedPost? rendered);
}

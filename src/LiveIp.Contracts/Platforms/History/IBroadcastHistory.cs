namespace LiveIp.Contracts;

/// <summary>
/// An adapter whose platform tells of a channel's past broadcasts. It reads page by page; what is new, what is known already, and going
/// on after a crash are the host's.
/// </summary>
public interface IBroadcastHistory
{
    /// <summary>
    /// What reading the window is expected to use of the platform's quota. It may ask for something that costs next to nothing.
    /// </summary>
    /// <returns>By bucket of <see cref="IQuotaPlatform"/>; none where the platform has no quota of the day.</returns>
    /// <exception cref="AdapterException"/>
    Task<IReadOnlyList<HistoryCost>> EstimateHistoryAsync(
        HistoryWindow window,
        IChannelContext context,
        CancellationToken cancellationToken
    );

    /// <summary>One page, newest first. Reading a page again is harmless.</summary>
    /// <param name="window">Which broadcasts.</param>
    /// <param name="cursor">Null for the first page, else <see cref="HistoryPage.Next"/> of the page before.</param>
    /// <param name="context">The channel, signed in.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <exception cref="AdapterException">The page was not read.</exception>
    Task<HistoryPage> ReadHistoryAsync(HistoryWindow window, string? cursor, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>Broadcasts by when they began.</summary>
public sealed record HistoryWindow
{
    /// <summary>The earliest.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Behind the latest.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>Units of one bucket.</summary>
public sealed record HistoryCost
{
    /// <summary>Id of a <see cref="QuotaBucket"/>.</summary>
    public required string Bucket { get; init; }

    /// <summary>As much in any case.</summary>
    public required long AtLeast { get; init; }

    /// <summary>Hardly more than this.</summary>
    public required long AtMost { get; init; }
}

/// <summary>Some of the broadcasts.</summary>
public sealed record HistoryPage
{
    /// <summary>Characters of <see cref="Next"/>; the host refuses longer ones.</summary>
    public const int MaxCursorLength = 16 * 1024;

    /// <summary>Those that are over and began within the window; may be none although more pages follow.</summary>
    public required IReadOnlyList<PastBroadcast> Broadcasts { get; init; }

    /// <summary>Where the next page begins, in the adapter's own format; null behind the last one.</summary>
    public string? Next { get; init; }

    /// <summary>What is left out, and why. The host tells each once.</summary>
    public IReadOnlyList<HistoryNote> Notes { get; init; } = [];
}

/// <summary>Something that the import leaves out.</summary>
public sealed record HistoryNote
{
    /// <summary>snake_case, for programs: "analytics_scope_missing".</summary>
    public required string Id { get; init; }

    /// <summary>A sentence in English.</summary>
    public required string Text { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string TextZh { get; init; }
}

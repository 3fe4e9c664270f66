namespace LiveIp.Host.Currencies;

/// <summary>What one unit of a currency was worth in another on a day.</summary>
internal sealed record CurrencyRate
{
    /// <summary>"EUR" or "x-yt-jewel": the currency or coin of which one is meant.</summary>
    public required string Base { get; init; }

    /// <summary>"USD"</summary>
    public required string Currency { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Units of <see cref="Currency"/> for one of <see cref="Base"/>; above zero.</summary>
    public required double PerBase { get; init; }

    /// <summary>Who says so: "European Central Bank".</summary>
    public required string Source { get; init; }
}

/// <summary>How an amount was converted, so that whoever sees the result can see this as well.</summary>
internal sealed record Conversion
{
    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>Units of <see cref="To"/> for one of <see cref="From"/>.</summary>
    public required double Rate { get; init; }

    /// <summary>Of the oldest rate that it took; null where a platform's own fixed price was enough.</summary>
    public DateOnly? Date { get; init; }

    public required string Source { get; init; }
}

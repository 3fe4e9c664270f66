namespace LiveIp.Host.Scoring.Reading;

/// <summary>Why a broadcast does not know a metric, beside <see cref="Metrics.MissingReasons"/>. People read these sentences.</summary>
internal static class PartReasons
{
    public const string NotHeard = "nothing was heard of the channel during this broadcast";
    public const string NoSample = "no sample in this broadcast";
    public const string NothingSpread = "no post or clip is read back";
    public const string OneReading = "the followers were read fewer than two times in this broadcast";
    public const string Rounded = "the platform rounds its followers, and its analytics have not told the growth";
    public const string NotRecorded = "not in the recording";
    public const string NotTold = "the platform does not tell this of past broadcasts";
    public const string NoRate = "policy: viewer-minutes may not be estimated from this platform's viewers";

    public static string SeveralCurrencies(IEnumerable<string> currencies) =>
        $"money in {string.Join(" and ", currencies.Order(StringComparer.Ordinal))}: no exchange rate is known, and none is made up";

    public static string OtherCurrency(string currency, string usual) =>
        $"money in {currency}, where the channel's other broadcasts had {usual}: no exchange rate is known, and none is made up";

    public static string Nonsense(double value) => FormattableString.Invariant($"the log adds up to {value}, which is below zero");
}

namespace LiveIp.Emulators.Show;

/// <summary>How lively the audience is: factors to the script's own levels, 1 as written.</summary>
/// <param name="Chat">Messages of every kind.</param>
/// <param name="Gifts">Everything that is paid: paid messages, stickers, gifts, charity, memberships.</param>
/// <param name="Viewers">Who watches, comes in, follows and likes.</param>
internal sealed record Intensity(double Chat = 1, double Gifts = 1, double Viewers = 1)
{
    private const double Least = 0.1;
    private const double Most = 10;

    /// <summary>What is wrong with it, as a sentence; null when nothing is.</summary>
    public string? Problem =>
        Fits(Chat) && Fits(Gifts) && Fits(Viewers) ? null : $"intensity: chat, gifts and viewers are factors from {Least} to {Most}.";

    private static bool Fits(double factor) => factor is >= Least and <= Most;
}

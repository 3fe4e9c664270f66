namespace LiveIp.Host.Distribution.Returns;

/// <summary>When a post is looked at after its delivery. Most of what comes back comes in the first day.</summary>
internal static class ReturnLadder
{
    private static readonly TimeSpan[] Rungs =
    [
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
        TimeSpan.FromDays(1),
        TimeSpan.FromDays(3),
        TimeSpan.FromDays(7),
        TimeSpan.FromDays(30),
    ];

    public static TimeSpan First => Rungs[0];

    /// <summary>
    /// The rung after one that is over, and when it is due; null when there is none. One look serves all that have passed by now, such as
    /// while the host was off.
    /// </summary>
    /// <param name="over">How many are over.</param>
    public static (int Over, DateTimeOffset Due)? After(int over, DateTimeOffset delivered, DateTimeOffset now)
    {
        while (over < Rungs.Length && delivered + Rungs[over] <= now)
        {
            over++;
        }

        return over < Rungs.Length ? (over, delivered + Rungs[over]) : null;
    }
}

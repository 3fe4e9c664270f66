using System.Globalization;
using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.EndToEnd.Tests.Quotas;

/// <summary>The plan of the quota over real sockets; its four hours by a clock of the test's own are in LiveIp.Host.Tests/Quotas.</summary>
public sealed class ScaledShowTests
{
    /// <summary>Seconds that the four hours take: 180 for the whole of the run.</summary>
    private const string Knob = "LIVEIP_QUOTA_RUN_SECONDS";

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(40);

    /// <summary>
    /// How far a forecast may lie off. In forty seconds the window that the pace is taken from holds a few operations only, and a busy
    /// machine moves them; the exact demand is made of the whole run, and of the four hours by a clock of the test's own.
    /// </summary>
    private const double UsualLeeway = 0.2;
    private const double WholeLeeway = 0.1;

    [Fact]
    public async Task Four_hours_scaled_keep_chat_and_viewers_alive_and_the_reserve_untouched_in_both_profiles()
    {
        var length = Environment.GetEnvironmentVariable(Knob) is { Length: > 0 } set
            ? TimeSpan.FromSeconds(double.Parse(set, CultureInfo.InvariantCulture))
            : Usual;
        var deadline = Deadline.In((int)length.TotalSeconds + 90);
        // An eighth of the units, and three quarters of the lines that somebody says in four hours: each costs a sixth of what it does.
        await using var usual = new ScaledShow("default", lineUnits: 3, length);
        await using var pessimistic = new ScaledShow("pessimistic", lineUnits: 8, length);

        foreach (var played in await Task.WhenAll(usual.PlayAsync(deadline), pessimistic.PlayAsync(deadline)))
        {
            var told = $"{played.Profile}: {played.End}, forecast {played.Forecast:0}, charged {played.Charged}, silence {played.Silence}";
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            Assert.True(played.Report.Holds, $"{told}; {played.Report.Lost.Count} lost, such as {played.Report.Lost.FirstOrDefault()}");
            Assert.Empty(played.Report.Gaps);
            Assert.True(played.Report.Delivered > 100, told);
            Assert.All(played.Lines, static l => Assert.Equal(LiveIp.V1.SendState.Sent, l));
            Assert.True(played.Lines.Count > 12, $"{told}; {played.Lines.Count} lines");
            Assert.True(played.End.Left >= ScaledShow.Reserve, told);
            // Our own count is never lower than YouTube's.
            Assert.True(played.Charged <= played.End.Used, told);
            // It is used to some purpose, too.
            Assert.True(played.End.Used > ScaledShow.Units / 2, told);
            Assert.True(played.Silence < TimeSpan.FromSeconds(2) + (length / 20), told);
            Assert.True(Math.Abs((played.Forecast / played.End.Used) - 1) < (length > Usual ? WholeLeeway : UsualLeeway), told);
        }
    }
}

using System.Globalization;
using LiveIp.Plugins.Twitch.Api;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Twitch.Tests;

public sealed class RateLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void The_wait_goes_by_twitchs_clock_however_wrong_ours_is(int wrongBy)
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.Date = Now;
        answer.Headers.Add("Ratelimit-Remaining", "0");
        answer.Headers.Add("Ratelimit-Reset", Now.AddSeconds(20).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

        var wait = new RateLimit(new FakeTimeProvider(Now.AddSeconds(wrongBy))).Wait(answer.Headers);

        Assert.Equal(TimeSpan.FromSeconds(20), wait);
    }
}

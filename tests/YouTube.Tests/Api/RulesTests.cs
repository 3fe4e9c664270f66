using System.Net;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Following;

namespace YouTube.Tests.Api;

public sealed class RulesTests
{
    [Theory]
    // Winter, summer, and the two days on which the clocks change there.
    [InlineData("2026-01-15T07:59:00Z", 1)]
    [InlineData("2026-07-15T06:59:00Z", 1)]
    [InlineData("2026-03-08T08:00:00Z", 23 * 60)]
    [InlineData("2026-11-01T07:00:00Z", 25 * 60)]
    public void Quota_is_new_at_midnight_in_los_angeles(string now, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), PacificDay.UntilMidnight(DateTimeOffset.Parse(now)));

    [Theory]
    [InlineData("""{"error":{"details":[{"reason":"API_KEY_INVALID"}],"errors":[{"reason":"badRequest"}]}}""", "API_KEY_INVALID")]
    [InlineData("""{"error":{"details":[{"@type":"x"}],"errors":[{"reason":"liveChatEnded"}]}}""", "liveChatEnded")]
    [InlineData("<html>", null)]
    [InlineData("""{"error":"invalid"}""", null)]
    [InlineData("", null)]
    public void The_details_say_more_than_the_errors(string body, string? reason) => Assert.Equal(reason, ErrorBody.ReasonIn(body));

    [Theory]
    [InlineData(403, "quotaExceeded", FailureKind.RateLimited)]
    [InlineData(403, "rateLimitExceeded", FailureKind.RateLimited)]
    [InlineData(403, "accessNotConfigured", FailureKind.Refused)]
    [InlineData(403, "insufficientPermissions", FailureKind.SignInRequired)]
    [InlineData(401, null, FailureKind.SignInRequired)]
    [InlineData(404, null, FailureKind.NotFound)]
    [InlineData(429, null, FailureKind.RateLimited)]
    [InlineData(400, "API_KEY_INVALID", FailureKind.Refused)]
    [InlineData(400, null, FailureKind.ProtocolChanged)]
    [InlineData(503, "backendError", FailureKind.Transient)]
    [InlineData(500, null, FailureKind.Transient)]
    public void The_reason_comes_before_the_code(int code, string? reason, FailureKind kind) =>
        Assert.Equal(kind, ApiErrors.Classify("videos.list", (HttpStatusCode)code, reason, DateTimeOffset.UnixEpoch).Kind);

    [Fact]
    public void Statistics_slow_down_when_the_units_run_out_faster_than_the_day()
    {
        var quota = new QuotaLedger();
        var morning = DateTimeOffset.Parse("2026-01-15T14:00:00Z"); // 06:00 there, a quarter of the day
        var wanted = TimeSpan.FromSeconds(30);
        for (var i = 0; i < 480; i++)
        {
            quota.Spend(QuotaCosts.ChatList, morning);
        }

        Assert.Equal(2400, quota.Used(morning));
        Assert.Equal(wanted, quota.Pace(wanted, 10_000, morning));
        Assert.True(quota.Pace(wanted, 4_000, morning) > wanted);
        Assert.Equal(TimeSpan.FromMinutes(10), quota.Pace(wanted, 2_000, morning));
        Assert.Equal(0, quota.Used(morning.AddDays(1)));
    }
}

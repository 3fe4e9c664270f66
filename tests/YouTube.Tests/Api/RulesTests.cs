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

    [Theory]
    [InlineData("", "liveChatMessages.insert", 20)]
    [InlineData("default", "liveChatMessages.streamList", 5)]
    [InlineData("default", "liveBroadcasts.list", 1)]
    [InlineData("default", "liveBroadcasts.insert", 50)]
    [InlineData("pessimistic", "liveChatMessages.insert", 50)]
    [InlineData("pessimistic, liveChatMessages.list = 1", "liveChatMessages.list", 1)]
    public void Calls_cost_what_the_table_says(string table, string call, int units) =>
        Assert.Equal(units, QuotaCosts.Parse(table)!.Of(call));

    [Theory]
    [InlineData("cheap")]
    [InlineData("default, liveChatMessages.insert")]
    [InlineData("default, =5")]
    [InlineData("default, liveChatMessages.insert=-5")]
    [InlineData("default, liveChatMessages.insert=1000000")]
    public void What_is_no_table_of_costs_is_refused(string table) => Assert.Null(QuotaCosts.Parse(table));
}

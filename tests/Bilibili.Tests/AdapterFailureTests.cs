using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;

namespace LiveIp.Plugins.Bilibili.Tests;

/// <summary>What the host is told when a session cannot be had.</summary>
public sealed class AdapterFailureTests : AdapterTest
{
    [Fact]
    public async Task An_unencrypted_link_to_elsewhere_is_not_followed()
    {
        Platform.Links = _ => ["ws://example.invalid/sub"];

        Assert.Equal(FailureKind.ProtocolChanged, (await FailAsync()).Kind);
    }

    [Theory]
    [InlineData(7001, FailureKind.RateLimited, 10)]
    [InlineData(7002, FailureKind.RateLimited, 30)]
    [InlineData(4009, FailureKind.RateLimited, 30)]
    [InlineData(7007, FailureKind.SignInRequired, null)]
    [InlineData(4000, FailureKind.Refused, null)]
    [InlineData(4001, FailureKind.Refused, null)]
    [InlineData(4002, FailureKind.Refused, null)]
    [InlineData(5003, FailureKind.Refused, null)]
    [InlineData(5004, FailureKind.Refused, null)]
    [InlineData(8002, FailureKind.Refused, null)]
    [InlineData(4003, FailureKind.Transient, null)]
    [InlineData(4004, FailureKind.Transient, null)]
    [InlineData(5000, FailureKind.Transient, null)]
    [InlineData(5001, FailureKind.Transient, null)]
    [InlineData(5002, FailureKind.Transient, null)]
    [InlineData(4012, FailureKind.ProtocolChanged, null)]
    [InlineData(9999, FailureKind.Transient, null)]
    public async Task A_refused_start_says_what_to_do(int code, FailureKind kind, int? seconds)
    {
        Platform.OrderCode("start", code);

        var failure = await FailAsync();

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
        Assert.Contains($"{code}", failure.Message);
        Assert.DoesNotContain("CODE123", failure.Message);
        Assert.True(code != 4003 || failure.Message.Contains("clock"));
    }

    [Theory]
    [InlineData(429, "7", FailureKind.RateLimited, 7)]
    [InlineData(503, null, FailureKind.Transient, null)]
    [InlineData(302, null, FailureKind.Refused, null)]
    public async Task An_http_failure_says_what_to_do(int status, string? retryAfter, FailureKind kind, int? seconds)
    {
        Platform.OrderStatus("start", status, retryAfter);

        var failure = await FailAsync();

        Assert.Equal((kind, seconds), (failure.Kind, (int?)failure.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task An_answer_that_is_lost_or_is_not_thePlatforms_is_transient()
    {
        Platform.OrderLostAnswer("start");
        Assert.Equal(FailureKind.Transient, (await FailAsync()).Kind);

        Platform.Order("start", context => context.Response.Body.WriteAsync("<html>"u8.ToArray()).AsTask());
        Assert.Equal(FailureKind.Transient, (await FailAsync()).Kind);
    }

    [Fact]
    public async Task Another_rooms_code_is_refused_and_its_session_ended()
    {
        Platform.Room = 555;

        var failure = await FailAsync();

        Assert.Equal(FailureKind.Refused, failure.Kind);
        Assert.Contains("555", failure.Message);
        Assert.Contains("100", failure.Message);
        Assert.Equal(["start", "end g-1"], Platform.Calls);
        Assert.Null(Connection.Secret("session"));
    }

    [Fact]
    public async Task Without_an_identity_code_a_person_is_needed_and_nothing_is_called()
    {
        Connection.Forget("identity_code");

        Assert.Equal(FailureKind.SignInRequired, (await FailAsync()).Kind);
        Assert.Empty(Platform.Calls);
    }
}

using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Bilibili.Tests;

/// <summary>Access key and identity code are tried by a real start, which is ended again.</summary>
public sealed class SignInTests : AdapterTest
{
    [Fact]
    public async Task The_start_tells_whose_room_it_is_and_is_ended()
    {
        var report = await TryAsync(Connection);

        Assert.Equal(("anchor", "主播", "100"), (report.AccountId, report.AccountName, report.Channel.Id));
        Assert.Equal(new Uri("https://live.bilibili.com/100"), report.Channel.Uri);
        Assert.Equal(["start", "end g-1"], Platform.Calls);
        Assert.Equal("", Platform.Running);
        Assert.Empty(report.MissingScopes);
    }

    [Fact]
    public async Task The_session_that_the_connection_left_is_ended_first()
    {
        await RunOnceAsync();
        var before = Platform.Calls.Count;

        await TryAsync(Connection);

        Assert.Equal(["end g-1", "start", "end g-2"], Platform.Calls.Skip(before).Where(static c => c is not ("gone" or "beat")));
        Assert.Equal("", Platform.Running);
    }

    [Fact]
    public async Task A_room_that_cools_down_is_waited_for()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        Platform.OrderCode("start", 7001);
        Platform.OrderCode("start", 7001);
        var trial = TryAsync(new RecordingConnection { Clock = clock });
        await Wait.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return trial.IsCompleted;
            },
            "the trial"
        );

        Assert.Equal("100", (await trial).Channel.Id);
        Assert.Equal(["start", "start", "start", "end g-1"], Platform.Calls);
    }

    [Fact]
    public async Task An_end_whose_answer_is_lost_does_not_undo_what_was_shown()
    {
        Platform.OrderLostAnswer("end");

        Assert.Equal("100", (await TryAsync(Connection)).Channel.Id);
    }

    [Theory]
    [InlineData(7007, FailureKind.SignInRequired, SignInFailure.Revoked)]
    [InlineData(4002, FailureKind.Refused, SignInFailure.AppMisconfigured)]
    [InlineData(8002, FailureKind.Refused, SignInFailure.AppMisconfigured)]
    [InlineData(5001, FailureKind.Transient, SignInFailure.Unspecified)]
    [InlineData(7002, FailureKind.RateLimited, SignInFailure.Unspecified)]
    public async Task A_refusal_says_who_must_do_something(int code, FailureKind kind, SignInFailure failure)
    {
        Platform.OrderCode("start", code);

        var refused = await Assert.ThrowsAsync<AdapterException>(() => TryAsync(Connection));

        Assert.Equal((kind, failure, $"{code}"), (refused.Kind, refused.SignIn, refused.Reason));
        Assert.DoesNotContain("CODE123", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_identity_code_nothing_is_asked()
    {
        Connection.Forget("identity_code");

        var refused = await Assert.ThrowsAsync<AdapterException>(() => TryAsync(Connection));

        Assert.Equal(FailureKind.SignInRequired, refused.Kind);
        Assert.Empty(Platform.Calls);
    }

    [Fact]
    public void The_trial_takes_the_rooms_one_session() => Assert.True(((ISignInCheck)Adapter()).TakesConnection);

    private Task<SignInReport> TryAsync(RecordingConnection connection) =>
        Adapter().CheckSignInAsync(null, connection, CancellationToken.None).WaitAsync(Wait.Deadline);
}

using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Api.Streaming;
using LiveIp.Plugins.YouTube.Following;
using LiveIp.V1;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>The adapter as the host runs it, against real sockets.</summary>
public sealed class AdapterTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(30));
    private FakeYouTube _youTube = null!;

    public async ValueTask InitializeAsync() => _youTube = await FakeYouTube.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _youTube.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Tells_the_broadcast_its_chat_and_its_numbers()
    {
        _youTube.Say(Chat("m1"));
        var (connection, run) = Run();

        var started = await connection.NextAsync(e => e.Id == $"{FakeYouTube.BroadcastId}:live");
        Assert.Equal("Night", started.BroadcastState.Title);
        Assert.Equal("m1", (await connection.NextAsync(e => e.ChatMessage is not null)).Id);
        Assert.Equal(12, (await connection.NextAsync(e => e.Measurement?.Metric == MetricIds.ViewersConcurrent)).Measurement.Gauge);
        var likes = await connection.NextAsync(e => e.Measurement?.Metric == MetricIds.Likes);
        Assert.Equal((7, FakeYouTube.BroadcastId), (likes.Measurement.Total, likes.Broadcast));
        Assert.Equal(1230, (await connection.NextAsync(e => e.Measurement?.Metric == MetricIds.FollowersTotal)).Measurement.Gauge);
        Assert.Equal([Continuity.FromNow], connection.Online);
        await StopAsync(run);
    }

    [Fact]
    public async Task Goes_on_with_the_token_when_the_stream_ends()
    {
        _youTube.Say(Chat("m1"));
        var (connection, run) = Run();
        await connection.NextAsync(e => e.Id == "m1");
        _youTube.EndStreams(abruptly: false);
        _youTube.Say(Chat("m2"));

        await connection.NextAsync(e => e.Id == "m2");
        Assert.Equal(["", "t1"], _youTube.Opened.Take(2));
        Assert.Single(connection.Online);
        Assert.Single(connection.Writes, w => w.Ids.Contains("m1"));
        await StopAsync(run);
    }

    [Fact]
    public async Task Fails_as_transient_when_the_connection_breaks_and_goes_on_from_the_checkpoint()
    {
        _youTube.Say(Chat("m1"));
        var (connection, run) = Run();
        await connection.NextAsync(e => e.Id == "m1");
        _youTube.EndStreams(abruptly: true);
        _youTube.Say(Chat("m2"));
        var failure = await Assert.ThrowsAsync<AdapterException>(() => run);
        Assert.Equal(FailureKind.Transient, failure.Kind);

        var (next, again) = Run(connection.Checkpoint);
        await next.NextAsync(e => e.Id == "m2");
        Assert.Equal([Continuity.FromCheckpoint], next.Online);
        Assert.DoesNotContain(next.Writes, w => w.Ids.Contains("m1"));
        await StopAsync(again);
    }

    [Fact]
    public async Task Refreshes_a_rejected_token_once_for_rest_and_for_the_stream()
    {
        _youTube.AcceptedToken = "token-2";
        _youTube.Say(Chat("m1"));
        var (connection, run) = Run();
        await connection.NextAsync(e => e.Id == "m1");
        Assert.Equal(["token-1"], _youTube.Tokens.Refreshed);

        _youTube.AcceptedToken = "token-3";
        _youTube.EndStreams(abruptly: false);
        _youTube.Say(Chat("m2"));
        await connection.NextAsync(e => e.Id == "m2");
        Assert.Equal(["token-1", "token-2"], _youTube.Tokens.Refreshed);
        await StopAsync(run);
    }

    [Fact]
    public async Task A_stream_that_is_accepted_and_then_refused_again_and_again_is_not_opened_for_ever()
    {
        _youTube.ExpiresAtOnce = true;
        _youTube.Say(Chat("m1"));

        var failure = await Assert.ThrowsAsync<AdapterException>(() => Run().Run);

        Assert.Equal(FailureKind.SignInRequired, failure.Kind);
        Assert.InRange(_youTube.Tokens.Refreshed.Count, 5, 7);
    }

    [Theory]
    [InlineData("""{"items":[{"id":"bc-1","statistics":{"likeCount":-1}}]}""")]
    [InlineData("""{"items":[{"id":"bc-1","statistics":{"likeCount":1e400}}]}""")]
    [InlineData("""{"items":{"key":"0123456789abcdef0123456789abcdef"}}""")]
    [InlineData("<html>busy</html>")]
    public async Task Numbers_that_cannot_be_read_are_kept_and_the_chat_goes_on(string answer)
    {
        _youTube.RefuseRest = call => call == "videos" ? (200, answer) : null;
        var (connection, run) = Run();

        var kept = await connection.NextAsync(e => e.Vendor?.Type == "youtube/statistics");
        Assert.NotEmpty(kept.Vendor.Reason);
        Assert.DoesNotContain("0123456789abcdef", kept.Vendor.Json, StringComparison.Ordinal);
        _youTube.Say(Chat("m1"));
        await connection.NextAsync(e => e.Id == "m1");
        // More rounds than may fail one after another.
        while (_youTube.Called.Count(static c => c.StartsWith("videos", StringComparison.Ordinal)) < 5)
        {
            _stop.Token.ThrowIfCancellationRequested();
            Assert.False(run.IsCompleted);
            await connection.NextAsync(e => e.Vendor?.Type == "youtube/statistics");
        }

        await StopAsync(run);
    }

    [Fact]
    public async Task A_broadcast_that_is_null_is_none()
    {
        var first = true;
        _youTube.RefuseRest = call =>
        {
            var odd = first && call == "liveBroadcasts";
            first = false;
            return odd ? (200, """{"items":[null,{"snippet":null}]}""") : null;
        };
        var (connection, run) = Run();

        await connection.NextAsync(e => e.Id == $"{FakeYouTube.BroadcastId}:live");
        await StopAsync(run);
    }

    [Fact]
    public async Task Used_up_quota_waits_until_midnight_in_los_angeles()
    {
        _youTube.RefuseRest = static _ =>
            (403, """{"error":{"code":403,"message":"<a>quota</a>","errors":[{"domain":"youtube.quota","reason":"quotaExceeded"}]}}""");
        var failure = await Assert.ThrowsAsync<AdapterException>(() => Run().Run);

        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.InRange(failure.RetryAfter!.Value, TimeSpan.Zero, TimeSpan.FromHours(25));
        Assert.DoesNotContain("<a>", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, "Quota exceeded for quota metric", FailureKind.RateLimited, true)]
    [InlineData(StatusCode.ResourceExhausted, "too fast", FailureKind.RateLimited, false)]
    [InlineData(StatusCode.Unavailable, "", FailureKind.Transient, false)]
    [InlineData(StatusCode.DeadlineExceeded, "", FailureKind.Transient, false)]
    [InlineData(StatusCode.PermissionDenied, "", FailureKind.Refused, false)]
    [InlineData(StatusCode.Unauthenticated, "", FailureKind.SignInRequired, false)]
    public async Task Stream_failures_say_what_to_do(StatusCode code, string detail, FailureKind kind, bool midnight)
    {
        _youTube.RefuseStream = _ => new RpcException(new Status(code, detail));
        var failure = await Assert.ThrowsAsync<AdapterException>(() => Run().Run);
        Assert.Equal((kind, midnight), (failure.Kind, failure.RetryAfter is not null));
    }

    [Fact]
    public async Task A_page_token_that_is_no_longer_accepted_begins_anew_and_says_so()
    {
        _youTube.RefuseStream = static token =>
            token.Length > 0 && token[0] != 't' ? new RpcException(new Status(StatusCode.InvalidArgument, "pageToken")) : null;
        _youTube.Say(Chat("m1"));
        var checkpoint = new ChatCheckpoint
        {
            Broadcast = FakeYouTube.BroadcastId,
            Chat = FakeYouTube.ChatId,
            PageToken = "old",
        };
        var (connection, run) = Run(checkpoint.ToString());

        await connection.NextAsync(e => e.Id == "m1");
        Assert.Equal([Continuity.FromNow], connection.Online);
        await StopAsync(run);
    }

    [Fact]
    public async Task The_end_is_told_after_the_last_message_and_the_next_broadcast_is_waited_for()
    {
        _youTube.Say(Chat("m1"));
        var (connection, run) = Run();
        await connection.NextAsync(e => e.Id == "m1");
        _youTube.Say(
            new LiveChatMessage
            {
                Id = "bye",
                Snippet = new() { Type = 4, PublishedAt = "2026-11-23T22:00:00Z" },
            }
        );
        await connection.NextAsync(e => e.BroadcastState?.State == BroadcastState.Types.State.ChatEnded);
        _youTube.RefuseStream = static _ => new RpcException(new Status(StatusCode.FailedPrecondition, ""));
        _youTube.LifeCycle = "complete";
        _youTube.EndStreams(abruptly: false);

        var ended = await connection.NextAsync(e => e.BroadcastState?.State == BroadcastState.Types.State.Ended);
        Assert.Equal($"{FakeYouTube.BroadcastId}:complete", ended.Id);
        Assert.Equal(new ChatCheckpoint { Ended = FakeYouTube.BroadcastId }, ChatCheckpoint.Parse(connection.Checkpoint));
        Assert.False(run.IsCompleted);
        await StopAsync(run);
    }

    [Fact]
    public async Task What_a_gift_is_comes_from_the_list_and_the_checkpoint_waits_for_it()
    {
        _youTube.Say(
            new LiveChatMessage
            {
                Id = "g1",
                Snippet = new() { Type = 21, PublishedAt = "2026-11-23T21:00:00Z" },
            }
        );
        _youTube.Listed["g1"] = Gift(2);
        var (connection, run) = Run();
        var gift = await connection.NextAsync(e => e.Id == "g1");
        Assert.Equal((2, 2L, 20_000_000L), (gift.Revision, gift.Contribution.Count, gift.Contribution.Money.Micros));
        var withToken = connection.Writes.ToList().FindIndex(w => w.Checkpoint?.Contains("t1", StringComparison.Ordinal) == true);
        Assert.Equal(withToken, connection.Writes.ToList().FindIndex(w => w.Ids.Contains("g1")));

        _youTube.Listed["g1"] = Gift(5);
        _youTube.Say(
            new LiveChatMessage
            {
                Id = "g1",
                Snippet = new() { Type = 21, PublishedAt = "2026-11-23T21:00:00Z" },
            }
        );
        Assert.Equal(5, (await connection.NextAsync(e => e.Id == "g1")).Revision);
        await StopAsync(run);
    }

    [Fact]
    public async Task A_gift_that_is_not_found_is_kept_as_it_came()
    {
        _youTube.Say(
            new LiveChatMessage
            {
                Id = "g1",
                Snippet = new() { Type = 21, PublishedAt = "2026-11-23T21:00:00Z" },
            }
        );
        var (connection, run) = Run();
        var gift = await connection.NextAsync(e => e.Id == "g1");
        Assert.Equal("youtube/giftEvent", gift.Vendor.Type);
        Assert.NotEmpty(gift.Vendor.Reason);
        Assert.Contains("t1", connection.Checkpoint, StringComparison.Ordinal);
        await StopAsync(run);
    }

    [Fact]
    public async Task Bytes_that_are_no_message_spoil_no_other()
    {
        _youTube.Say(Chat("m1"));
        _youTube.SayBytes(Google.Protobuf.ByteString.CopyFrom(0xff, 0xff, 0xff));
        _youTube.Say(Chat("m2"));
        var (connection, run) = Run();
        await connection.NextAsync(e => e.Id == "m1");
        Assert.NotEmpty((await connection.NextAsync(e => e.Vendor is not null)).Vendor.Reason);
        await connection.NextAsync(e => e.Id == "m2");
        await StopAsync(run);
    }

    [Fact]
    public async Task A_hidden_number_of_subscribers_is_no_sample()
    {
        _youTube.ChannelStatistics = """{"subscriberCount":"0","hiddenSubscriberCount":true}""";
        var (connection, run) = Run();
        await connection.NextAsync(e => e.Measurement?.Metric == MetricIds.ViewersConcurrent);
        await connection.NextAsync(e => e.Measurement?.Metric == MetricIds.ViewersConcurrent);
        Assert.DoesNotContain(connection.Writes, w => w.Ids.Any(i => i.StartsWith(MetricIds.FollowersTotal, StringComparison.Ordinal)));
        await StopAsync(run);
    }

    [Theory]
    [InlineData("", "mine=true")]
    [InlineData(" me ", "mine=true")]
    [InlineData(FakeYouTube.ChannelId, "id=" + FakeYouTube.ChannelId)]
    [InlineData("@star", "forHandle=%40star")]
    [InlineData("star", "forHandle=%40star")]
    [InlineData("https://www.youtube.com/@star/live", "forHandle=%40star")]
    [InlineData("youtube.com/channel/" + FakeYouTube.ChannelId + "?x=1", "id=" + FakeYouTube.ChannelId)]
    public async Task Finds_the_channel_that_a_person_means(string input, string query)
    {
        var channel = await Adapter().ResolveAsync(input, new FakeConnection(_youTube.Tokens), _stop.Token);
        Assert.Equal((FakeYouTube.ChannelId, "Star"), (channel.Id, channel.DisplayName));
        Assert.Contains(query, Assert.Single(_youTube.Called), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_channel_is_not_found()
    {
        var failure = await Assert.ThrowsAsync<AdapterException>(() =>
            Adapter().ResolveAsync("a b c?", new FakeConnection(_youTube.Tokens), _stop.Token)
        );
        Assert.Equal(FailureKind.NotFound, failure.Kind);
    }

    private static LiveChatMessage Chat(string id) =>
        new()
        {
            Id = id,
            Snippet = new()
            {
                Type = 1,
                PublishedAt = "2026-11-23T21:00:00.5+00:00",
                TextMessageDetails = new() { MessageText = $"text of {id}" },
            },
        };

    private static string Gift(int combo) =>
        $$$"""
            {"id":"g1","snippet":{"type":"giftEvent","publishedAt":"2026-11-23T21:00:00Z",
            "giftDetails":{"giftName":"Rose","jewelsAmount":10,"comboCount":{{{combo}}} } } }
            """;

    private YouTubeAdapter Adapter() => new(_youTube.Settings, new LiveChats());

    private (FakeConnection Connection, Task Run) Run(string? checkpoint = null)
    {
        var connection = new FakeConnection(_youTube.Tokens, checkpoint);
        return (connection, Adapter().RunAsync(connection, _stop.Token));
    }

    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }
}

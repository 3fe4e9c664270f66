using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Webhook.Tests;

public sealed class WebhookDistributorTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    [Fact]
    public async Task A_post_is_delivered_with_a_signature_that_anybody_can_check()
    {
        await using var receiver = Receiver.Answering("204 No Content");

        var result = await DeliverAsync(Hook(receiver), Announcement());

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        var request = Assert.Single(receiver.Requests);
        Assert.Equal("POST /hook?token=hidden HTTP/1.1", request.Line);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal("dlv_01", request.Headers["webhook-id"]);
        Assert.Equal("1790000000", request.Headers["webhook-timestamp"]);
        byte[] signed = [.. "dlv_01.1790000000."u8, .. request.Body];
        var expected = HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed);
        Assert.Equal($"v1,{Convert.ToBase64String(expected)}", request.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task The_body_says_what_the_post_says_in_readable_text()
    {
        await using var receiver = Receiver.Answering("200 OK");

        await DeliverAsync(Hook(receiver), Announcement());

        var text = Encoding.UTF8.GetString(Assert.Single(receiver.Requests).Body);
        Assert.Equal(
            """{"type":"live.started","timestamp":"2026-09-21T14:13:00.5Z","data":{"name":"posts/p1","title":"开播了 \uD83C\uDF89","text":"今晚 \"唱歌\" & 聊天","links":[{"platform":"bilibili","uri":"https://live.bilibili.com/1?a=1&b=2"}],"language":"zh-CN"}}""",
            text
        );
    }

    [Theory]
    [InlineData(Post.Types.Kind.LiveNow, "live.started")]
    [InlineData(Post.Types.Kind.Ended, "live.ended")]
    [InlineData(Post.Types.Kind.Message, "post.message")]
    [InlineData(Post.Types.Kind.Schedule, "post.schedule")]
    [InlineData(Post.Types.Kind.Recap, "post.recap")]
    [InlineData(Post.Types.Kind.Clip, "post.clip")]
    public async Task Each_kind_of_post_has_its_type(Post.Types.Kind kind, string type)
    {
        await using var receiver = Receiver.Answering("200 OK");
        var post = Announcement();
        post.Kind = kind;

        await DeliverAsync(Hook(receiver), post);

        using var json = JsonDocument.Parse(Assert.Single(receiver.Requests).Body);
        Assert.Equal(type, json.RootElement.GetProperty("type").GetString());
    }

    public static TheoryData<Action<Post>, string> Slots { get; } =
        new()
        {
            {
                static p =>
                    p.Schedule = new Schedule
                    {
                        TimeZone = "Asia/Shanghai",
                        Slots =
                        {
                            new Schedule.Types.Slot { LocalTime = "2026-05-01T18:00", Title = "喝茶" },
                        },
                    },
                """schedule":{"timeZone":"Asia/Shanghai","slots":[{"localTime":"2026-05-01T18:00","title":"喝茶"}]}}}"""
            },
            {
                static p =>
                    p.Recap = new Recap
                    {
                        Length = Duration.FromTimeSpan(TimeSpan.FromMinutes(130)),
                        Peaks =
                        {
                            new Recap.Types.Peak { Platform = "twitch", Viewers = 210 },
                        },
                    },
                """recap":{"lengthSeconds":7800,"peaks":[{"platform":"twitch","viewers":210}]}}}"""
            },
            { static p => p.Recap = new Recap(), """recap":{"peaks":[]}}}""" },
            { static p => p.Clip = new Clip { Hook = "Wait" }, """clip":{"hook":"Wait","source":""}}}""" },
        };

    [Theory]
    [MemberData(nameof(Slots))]
    public async Task What_a_kind_has_besides_title_and_text_is_in_the_body(Action<Post> add, string end)
    {
        await using var receiver = Receiver.Answering("200 OK");
        var post = Announcement();
        add(post);

        await DeliverAsync(Hook(receiver), post);

        Assert.EndsWith(",\"" + end, Encoding.UTF8.GetString(Assert.Single(receiver.Requests).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_attempt_has_the_same_id_and_body_and_its_own_time()
    {
        await using var receiver = Receiver.Answering("200 OK");

        await DeliverAsync(Hook(receiver), Announcement());
        _clock.Advance(TimeSpan.FromSeconds(90));
        await DeliverAsync(Hook(receiver), Announcement());

        var requests = receiver.Requests.ToArray();
        Assert.Equal(requests[0].Headers["webhook-id"], requests[1].Headers["webhook-id"]);
        Assert.Equal(requests[0].Body, requests[1].Body);
        Assert.Equal("1790000090", requests[1].Headers["webhook-timestamp"]);
        Assert.NotEqual(requests[0].Headers["webhook-signature"], requests[1].Headers["webhook-signature"]);
    }

    [Theory]
    [InlineData("200 OK", DeliveryOutcome.Delivered)]
    [InlineData("202 Accepted", DeliveryOutcome.Delivered)]
    [InlineData("302 Found", DeliveryOutcome.Rejected)]
    [InlineData("308 Permanent Redirect", DeliveryOutcome.Rejected)]
    [InlineData("400 Bad Request", DeliveryOutcome.Rejected)]
    [InlineData("401 Unauthorized", DeliveryOutcome.Rejected)]
    [InlineData("403 Forbidden", DeliveryOutcome.Rejected)]
    [InlineData("404 Not Found", DeliveryOutcome.Rejected)]
    [InlineData("410 Gone", DeliveryOutcome.Rejected)]
    [InlineData("408 Request Timeout", DeliveryOutcome.NotSent)]
    [InlineData("425 Too Early", DeliveryOutcome.NotSent)]
    [InlineData("429 Too Many Requests", DeliveryOutcome.NotSent)]
    [InlineData("500 Internal Server Error", DeliveryOutcome.Unconfirmed)]
    [InlineData("502 Bad Gateway", DeliveryOutcome.Unconfirmed)]
    [InlineData("503 Service Unavailable", DeliveryOutcome.Unconfirmed)]
    public async Task Each_answer_has_its_meaning(string status, DeliveryOutcome outcome)
    {
        await using var elsewhere = Receiver.Answering("200 OK");
        await using var receiver = Receiver.Answering(status, $"Location: {Hook(elsewhere)}");

        var result = await DeliverAsync(Hook(receiver), Announcement());

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(status[..3], result.Detail);
        Assert.Single(receiver.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: Mon, 21 Sep 2026 14:14:20 GMT", 60)]
    [InlineData("Retry-After: Mon, 21 Sep 2020 14:14:20 GMT", 0)]
    [InlineData("X-Nothing: 1", null)]
    public async Task The_receivers_pause_is_told(string header, int? seconds)
    {
        await using var receiver = Receiver.Answering("429 Too Many Requests", header);

        var result = await DeliverAsync(Hook(receiver), Announcement());

        Assert.Equal((DeliveryOutcome.NotSent, seconds), (result.Outcome, (int?)result.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("not http\r\n\r\n")]
    public async Task A_lost_or_broken_answer_is_unconfirmed_and_nothing_is_sent_twice(string answer)
    {
        await using var receiver = new Receiver(socket => socket.SendAsync(Encoding.ASCII.GetBytes(answer)));

        var result = await DeliverAsync(Hook(receiver), Announcement());

        Assert.Equal(DeliveryOutcome.Unconfirmed, result.Outcome);
        Assert.Single(receiver.Requests);
        Assert.DoesNotContain("hidden", result.Detail);
    }

    [Fact]
    public async Task A_reset_after_the_request_is_unconfirmed()
    {
        await using var receiver = new Receiver(socket =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        });

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(Hook(receiver), Announcement())).Outcome);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_unconfirmed()
    {
        await using var receiver = new Receiver(_ => Task.Delay(Timeout.Infinite));

        var delivering = DeliverAsync(Hook(receiver), Announcement());
        await receiver.FirstRequest;
        _clock.Advance(TimeSpan.FromSeconds(10));
        var result = await delivering;

        Assert.Equal(DeliveryOutcome.Unconfirmed, result.Outcome);
        Assert.Contains("10 s", result.Detail);
    }

    [Fact]
    public async Task A_stop_of_the_host_while_waiting_is_unconfirmed()
    {
        await using var receiver = new Receiver(_ => Task.Delay(Timeout.Infinite));
        using var stop = new CancellationTokenSource();

        var delivering = DeliverAsync(Hook(receiver), Announcement(), stop: stop.Token);
        await receiver.FirstRequest;
        await stop.CancelAsync();

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await delivering).Outcome);
    }

    [Fact]
    public async Task A_stop_of_the_host_before_anything_left_is_not_sent()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        var result = await DeliverAsync(new Uri("http://127.0.0.1:9/"), Announcement(), stop: stopped.Token);

        Assert.Equal(DeliveryOutcome.NotSent, result.Outcome);
    }

    [Fact]
    public async Task A_refused_port_is_not_sent()
    {
        using var port = new ClosedPort();

        var result = await DeliverAsync(port.Uri, Announcement());

        Assert.Equal(DeliveryOutcome.NotSent, result.Outcome);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_not_sent() =>
        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync(new Uri("https://host.invalid/"), Announcement())).Outcome);

    [Fact]
    public async Task Encryption_that_fails_is_not_sent_because_nothing_readable_left()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var delivering = DeliverAsync(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Announcement());
        using (var socket = await listener.AcceptSocketAsync())
        {
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            var hello = new byte[4096];
            await socket.ReceiveAsync(hello);
        }

        Assert.Equal(DeliveryOutcome.NotSent, (await delivering).Outcome);
    }

    [Fact]
    public async Task The_metadata_address_is_refused_for_good()
    {
        var result = await DeliverAsync(new Uri("https://169.254.169.254/latest/meta-data"), Announcement());

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("link-local", result.Detail);
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_is_sent()
    {
        await using var receiver = Receiver.Answering("200 OK");
        var post = Announcement();
        post.Text = new string('字', 6_667);

        var result = await DeliverAsync(Hook(receiver), post);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Empty(receiver.Requests);
    }

    [Theory]
    [InlineData(null, Secret, "address")]
    [InlineData("http://example.com/", Secret, "https")]
    [InlineData("ftp://example.com/", Secret, "https")]
    [InlineData("https://example.com/", "whsec_c2hvcnQ=", "24")]
    public async Task Settings_that_cannot_be_are_refused_with_a_sentence(string? url, string secret, string named)
    {
        var uri = url is null ? null : new Uri(url);

        var result = await DeliverAsync(uri, Announcement(), secret);
        var validation = new WebhookSettingsValidator().Validate(null, new WebhookSettings { Url = uri, Secret = secret });

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(named, result.Detail);
        Assert.DoesNotContain("c2hvcnQ", result.Detail);
        Assert.Equal(result.Detail, validation.FailureMessage);
    }

    private Task<DeliveryResult> DeliverAsync(Uri? url, Post post, string secret = Secret, CancellationToken stop = default) =>
        new WebhookDistributor(new WebhookSettings { Url = url, Secret = secret }).DeliverAsync(post, new DeliveryContext(_clock), stop);

    private static Uri Hook(Receiver receiver) => new(receiver.Uri, "hook?token=hidden");

    private static Post Announcement() =>
        new()
        {
            Name = "posts/p1",
            Kind = Post.Types.Kind.LiveNow,
            Title = "开播了 🎉",
            Text = "今晚 \"唱歌\" & 聊天",
            Language = "zh-CN",
            Links =
            {
                new Post.Types.Link { Platform = "bilibili", Uri = "https://live.bilibili.com/1?a=1&b=2" },
            },
            CreatedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 9, 21, 14, 13, 0, 500, TimeSpan.Zero)),
        };
}

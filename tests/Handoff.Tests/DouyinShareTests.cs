using System.Web;
using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Douyin;
using LiveIp.Plugins.Handoff.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Handoff.Tests;

public sealed class DouyinShareTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly TicketCache _tickets = new();

    public void Dispose() => _tickets.Dispose();

    [Fact]
    public void The_signature_is_what_Douyin_says()
    {
        // md5sum of the text that the document names, made by another program.
        Assert.Equal("2bff1b21d783bd642361e04bca59a89f", ShareAddress.Signature("Wm3WZYTPz0wzccnW", "@ticket-1==", "1790000000"));
    }

    [Fact]
    public async Task The_address_opens_the_app_with_the_picture_the_text_and_the_topics()
    {
        await using var douyin = new DouyinStandIn();

        var kit = await PrepareAsync(douyin);

        Assert.StartsWith("snssdk1128://openplatform/share?share_type=h5&", kit.Address!.AbsoluteUri, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(kit.Address.Query);
        Assert.Equal((DouyinStandIn.Key, "1790000000"), (query["client_key"], query["timestamp"]));
        Assert.Equal(ShareAddress.Signature(query["nonce_str"]!, "@ticket-1==", "1790000000"), query["signature"]);
        Assert.Equal(("https://example.org/cover.jpg", null, "0"), (query["image_path"], query["video_path"], query["share_to_publish"]));
        Assert.Equal("开播了：_唱歌_ *今晚* 👨‍👩‍👧‍👦\n" + Texts.Link, query["title"]);
        Assert.Equal(["音乐", "live"], System.Text.Json.JsonSerializer.Deserialize<string[]>(query["hashtag_list"]!)!);
        Assert.Equal(Texts.Announcement().Text, kit.Caption);
        Assert.Equal(_clock.GetUtcNow().AddHours(2), kit.Expires);
    }

    [Fact]
    public async Task A_video_that_the_post_links_to_is_shared_and_goes_to_the_last_page()
    {
        await using var douyin = new DouyinStandIn();
        const string Video = "https://example.org/clips/1.MP4?x=1";
        var rendered = new RenderedPost { Text = Video };
        rendered.Spans.Add(
            new TextSpan
            {
                Kind = TextSpan.Types.Kind.Link,
                Length = Video.Length,
                Target = Video,
            }
        );

        var query = HttpUtility.ParseQueryString((await PrepareAsync(douyin, rendered)).Address!.Query);

        Assert.Equal(
            (Video, null, "1", null),
            (query["video_path"], query["image_path"], query["share_to_publish"], query["hashtag_list"])
        );
    }

    [Fact]
    public async Task A_ticket_serves_until_half_an_hour_before_its_end()
    {
        await using var douyin = new DouyinStandIn();
        var first = await PrepareAsync(douyin);
        _clock.Advance(TimeSpan.FromMinutes(90));
        var kept = await PrepareAsync(douyin);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var renewed = await PrepareAsync(douyin);

        Assert.Equal(first.Expires, kept.Expires);
        Assert.Equal(_clock.GetUtcNow().AddHours(2), renewed.Expires);
        Assert.Equal(2, douyin.Tickets.Count);
        Assert.Equal(4, douyin.Receiver.Requests.Count);
    }

    [Fact]
    public async Task Another_apps_ticket_is_never_used()
    {
        await using var douyin = new DouyinStandIn();
        await PrepareAsync(douyin);
        var other = douyin.Settings;
        other.ClientKey = "aw000";

        var refused = await Assert.ThrowsAsync<AdapterException>(() => PrepareAsync(douyin, settings: other));

        Assert.Equal(FailureKind.Refused, refused.Kind);
        Assert.Contains("10003", refused.Message, StringComparison.Ordinal);
        Assert.Contains("logid 2026", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_without_the_ability_is_told_which_it_lacks()
    {
        await using var douyin = new DouyinStandIn { MayShare = false };

        var refused = await Assert.ThrowsAsync<AdapterException>(() => PrepareAsync(douyin));

        Assert.Equal(FailureKind.Refused, refused.Kind);
        Assert.Contains("open.get.ticket", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "{}", FailureKind.RateLimited)]
    [InlineData(500, "{}", FailureKind.Transient)]
    [InlineData(502, "<html></html>", FailureKind.Transient)]
    [InlineData(200, "<html></html>", FailureKind.Transient)]
    [InlineData(200, "{\"data\":{\"error_code\":0}}", FailureKind.Transient)]
    [InlineData(307, "", FailureKind.Refused)]
    [InlineData(403, "", FailureKind.Refused)]
    public async Task An_answer_that_is_none_is_told_for_what_it_is(int status, string body, FailureKind kind)
    {
        await using var douyin = new DouyinStandIn { InsteadOfActing = new Reply(status, body, "Retry-After: 30") };

        var failed = await Assert.ThrowsAsync<AdapterException>(() => PrepareAsync(douyin));

        Assert.Equal(kind, failed.Kind);
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(30) : null, failed.RetryAfter);
    }

    [Fact]
    public async Task No_server_is_a_failure_that_passes()
    {
        var douyin = new DouyinStandIn();
        var settings = douyin.Settings;
        await douyin.DisposeAsync();

        Assert.Equal(
            FailureKind.Transient,
            (await Assert.ThrowsAsync<AdapterException>(() => PrepareAsync(douyin, settings: settings))).Kind
        );
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task The_secret_is_in_no_message_whatever_Douyin_repeats(int status)
    {
        await using var douyin = new DouyinStandIn();
        douyin.InsteadOfActing = DouyinStandIn.Error(10_013, $"wrong: {DouyinStandIn.Secret}") with { Status = status };

        var failed = await Assert.ThrowsAsync<AdapterException>(() => PrepareAsync(douyin));

        Assert.DoesNotContain(DouyinStandIn.Secret, $"{failed}", StringComparison.Ordinal);
        Assert.Contains("wrong", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "s", "https://example.org/a.jpg", "https://open.douyin.com/", "clientKey")]
    [InlineData("a&b", "s", "https://example.org/a.jpg", "https://open.douyin.com/", "clientKey")]
    [InlineData("a", "", "https://example.org/a.jpg", "https://open.douyin.com/", "clientSecret")]
    [InlineData("a", "s", "http://127.0.0.1/a.jpg", "https://open.douyin.com/", "picture")]
    [InlineData("a", "s", "https://example.org/a.jpg", "http://open.douyin.com/", "baseAddress")]
    public async Task Settings_that_cannot_be_are_refused_with_the_field(
        string key,
        string secret,
        string picture,
        string server,
        string field
    )
    {
        var settings = new DouyinShareSettings
        {
            ClientKey = key,
            ClientSecret = secret,
            Picture = new Uri(picture),
            BaseAddress = new Uri(server),
        };
        await using var douyin = new DouyinStandIn();

        var refused = await Assert.ThrowsAsync<AdapterException>(() => PrepareAsync(douyin, settings: settings));

        Assert.Contains($"({field})", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, new DouyinShareSettingsValidator().Validate(null, settings).FailureMessage);
    }

    private Task<HandoffKit> PrepareAsync(DouyinStandIn douyin, RenderedPost? rendered = null, DouyinShareSettings? settings = null) =>
        new DouyinShareDistributor(settings ?? douyin.Settings, _tickets).PrepareAsync(
            new Post(),
            new DeliveryContext(_clock, rendered ?? Texts.Announcement()),
            CancellationToken.None
        );
}

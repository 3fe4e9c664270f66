using System.Net;
using System.Text;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Distribution.Returns;
using LiveIp.V1;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Host.Tests.Distribution.Redirects;

/// <summary>Links that lead over the redirector, clicked on over real sockets.</summary>
public sealed class RedirectTests : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Target = "https://www.twitch.tv/stars?a=1&b=2";

    // Fewer connections than the redirector takes at once: beyond those it hangs up.
    private readonly HttpClient _web = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 200 });
    private SpreadHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await SpreadHost.StartAsync("https://go.example/l");

    public async ValueTask DisposeAsync()
    {
        _web.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Each_link_on_each_network_has_an_address_of_its_own_that_leads_where_the_post_said()
    {
        await _host.PostAsync("r", "", ("twitch", Target), ("youtube", "https://youtu.be/x"));

        string[] addresses =
        [
            .. new[] { _host.One, _host.Two }.SelectMany(static n => n.Posted.Single().Post.Links).Select(static l => l.Uri),
        ];
        Assert.Equal(4, addresses.Distinct().Count());
        Assert.All(addresses, static a => Assert.Matches("^https://go\\.example/l/[a-z0-9]{12}$", a));
        Assert.Contains(addresses[0], _host.One.Posted.Single().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("twitch.tv", _host.One.Posted.Single().Text, StringComparison.Ordinal);

        using var answer = await ClickAsync(addresses[0], Firefox);
        Assert.Equal(
            (HttpStatusCode.Found, Target, "no-store"),
            (answer.StatusCode, answer.Headers.Location!.OriginalString, $"{answer.Headers.CacheControl}")
        );
    }

    [Fact]
    public async Task Clicks_are_the_deliverys_and_the_broadcasts_on_the_channel_that_the_link_leads_to()
    {
        var broadcast = await _host.GoLiveAsync();
        var post = await _host.PostAsync("r", broadcast, ("youtube", "https://youtu.be/x"), ("twitch", Target));
        await _host.LaterAsync(TimeSpan.Zero);
        Assert.Equal((0, 0), (await ClicksAsync(SpreadHost.YouTube), await ClicksAsync(SpreadHost.Twitch)));
        var links = _host.One.Posted.Single().Post.Links;
        await ClickAsync(links[0].Uri, Firefox);
        await ClickAsync(links[0].Uri, Firefox);
        await ClickAsync(links[1].Uri, Firefox);

        _host.CountClicks();
        await _host.LaterAsync(TimeSpan.Zero);

        Assert.Equal((2, 1), (await ClicksAsync(SpreadHost.YouTube), await ClicksAsync(SpreadHost.Twitch)));
        var told = (await _host.DeliveriesAsync(post)).ToDictionary(static d => d.Distributor, static d => d.Metrics.Single());
        Assert.Equal(
            ((Kind.Clicks, 3L, "redirector"), (Kind.Clicks, 0L, "redirector")),
            ((told["one"].Kind, told["one"].Value, told["one"].Source), (told["two"].Kind, told["two"].Value, told["two"].Source))
        );
    }

    [Fact]
    public async Task A_click_after_the_clock_was_set_back_counts()
    {
        var broadcast = await _host.GoLiveAsync();
        await _host.PostAsync("r", broadcast, ("youtube", "https://youtu.be/x"));
        var link = _host.One.Posted.Single().Post.Links.Single().Uri;
        await _host.LaterAsync(TimeSpan.FromMinutes(10));
        foreach (var (clicks, step) in new[] { (1, TimeSpan.Zero), (2, TimeSpan.FromMinutes(-5)) })
        {
            await ClickAsync(link, Firefox);
            _host.CountClicks();
            await _host.LaterAsync(step);

            Assert.Equal(clicks, await ClicksAsync(SpreadHost.YouTube));
        }
    }

    [Fact]
    public async Task An_edit_keeps_the_links_that_stand_and_gives_new_ones_addresses_of_their_own()
    {
        var post = await _host.PostAsync("r", "", ("twitch", Target), ("youtube", "https://youtu.be/x"));
        var before = _host.One.Posted.Single().Post.Links.Select(static l => l.Uri).ToArray();
        var content = new Post { Text = "over" };
        content.Links.Add(new Post.Types.Link { Platform = "youtube", Uri = "https://youtu.be/x" });
        content.Links.Add(new Post.Types.Link { Platform = "bilibili", Uri = "https://live.bilibili.com/1" });

        await _host.Posts.EditPostAsync(
            new()
            {
                Name = post,
                Post = content,
                RequestId = "e",
            }
        );
        await SpreadHost.UntilAsync(() => Task.FromResult(_host.One.Edited.Count == 1 && _host.Two.Edited.Count == 1));

        var edited = _host.One.Edited.Single();
        Assert.Equal(before[1], edited.Post.Links[0].Uri);
        Assert.DoesNotContain(edited.Post.Links[1].Uri, before);
        Assert.All(edited.Post.Links, l => Assert.Contains(l.Uri, edited.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("bilibili.com", edited.Text, StringComparison.Ordinal);
        // Who has the earlier form before them gets where it says, and counts.
        await ClickAsync(before[0], Firefox);
        using var answer = await ClickAsync(edited.Post.Links[1].Uri, Firefox);
        Assert.Equal("https://live.bilibili.com/1", answer.Headers.Location!.OriginalString);
        _host.CountClicks();
        Assert.Equal(2, (await _host.DeliveriesAsync(post)).Single(static d => d.Distributor == "one").Metrics.Single().Value);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)")]
    [InlineData("TelegramBot (like TwitterBot)")]
    [InlineData("Twitterbot/1.0")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)")]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")]
    [InlineData("Mastodon/4.3.1 (http.rb/5.2.0; +https://mastodon.example/) Bot")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("weibo link checker")]
    [InlineData("WhatsApp/2.23.20.0")]
    [InlineData("curl/8.5.0")]
    [InlineData("")]
    public async Task Robots_are_led_on_and_not_counted(string agent) => await NotCountedAsync(agent, HttpMethod.Get);

    [Theory]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("Purpose", "preview")]
    [InlineData("X-Moz", "prefetch")]
    public async Task A_browser_that_looks_ahead_is_led_on_and_not_counted(string header, string value) =>
        await NotCountedAsync(Firefox, HttpMethod.Get, (header, value));

    [Fact]
    public async Task A_head_is_led_on_and_not_counted() => await NotCountedAsync(Firefox, HttpMethod.Head);

    [Theory]
    [InlineData(Firefox)]
    [InlineData("Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Weibo (iPhone14,2__weibo__13.9.0)"
    )]
    public async Task A_person_is_counted(string agent)
    {
        var post = await _host.PostAsync("r", "", ("twitch", Target));
        using var answer = await ClickAsync(_host.One.Posted.Single().Post.Links[0].Uri, agent);

        _host.CountClicks();

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(1, await CountedAsync(post));
    }

    [Fact]
    public async Task Nothing_of_the_person_is_on_the_disk()
    {
        await _host.PostAsync("r", "", ("twitch", Target));
        var address = _host.One.Posted.Single().Post.Links[0].Uri;
        await ClickAsync(address, Firefox + " UnmistakableBrowser", ("X-Forwarded-For", "203.0.113.77"));
        _host.CountClicks();

        // The lock is empty, and the host's alone.
        var files = Directory.EnumerateFiles(_host.Data.Path, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(static f => Path.GetFileName(f) != "host.lock"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, Encoding.Latin1);
            var content = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("UnmistakableBrowser", content, StringComparison.Ordinal);
            Assert.DoesNotContain("203.0.113.77", content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_no_link_of_ours_is_not_found_and_what_is_no_look_is_refused()
    {
        await _host.PostAsync("r", "", ("twitch", Target));
        var token = new Uri(_host.One.Posted.Single().Post.Links[0].Uri).Segments[^1];

        foreach (var path in new[] { "", "nothing", "l/abcdefghjkmn", $"{token}x", new string('a', 100), "..%2fapi", "v1/posts" })
        {
            using var missing = await _web.GetAsync(new Uri(_host.Redirector, path), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }

        using var posted = await _web.PostAsync(new Uri(_host.Redirector, token), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        // The API's own port knows no links.
        using var api = await _web.GetAsync(new Uri(_host.Web, $"l/{token}"), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.Found, api.StatusCode);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_holds_no_known_link_up()
    {
        await _host.PostAsync("r", "", ("twitch", Target));
        var address = _host.One.Posted.Single().Post.Links[0].Uri;
        await ClickAsync(address, Firefox);

        var guesses = await Task.WhenAll(
            Enumerable
                .Range(0, 2000)
                .Select(async i =>
                {
                    using var answer = await _web.GetAsync(new Uri(_host.Redirector, $"guess{i}"), TestContext.Current.CancellationToken);
                    return answer.StatusCode;
                })
        );

        Assert.All(guesses, static s => Assert.True(s is HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable));
        using var known = await ClickAsync(address, Firefox);
        Assert.Equal(HttpStatusCode.Found, known.StatusCode);
    }

    [Fact]
    public async Task Links_lead_on_after_a_restart()
    {
        var post = await _host.PostAsync("r", "", ("twitch", Target));
        var address = _host.One.Posted.Single().Post.Links[0].Uri;
        await ClickAsync(address, Firefox);
        // What was gathered is stored at the end.
        await _host.StartAgainAsync();
        using var answer = await ClickAsync(address, Firefox);
        _host.CountClicks();

        Assert.Equal((HttpStatusCode.Found, 2), (answer.StatusCode, await CountedAsync(post)));
    }

    [Fact]
    public async Task Without_a_domain_there_is_no_redirector_and_links_are_the_posts_own()
    {
        await using var host = await SpreadHost.StartAsync();

        var post = await host.PostAsync("r", "", ("twitch", Target));

        Assert.Equal(Target, host.One.Posted.Single().Post.Links[0].Uri);
        Assert.Throws<InvalidOperationException>(() => host.Redirector);
        Assert.All(await host.DeliveriesAsync(post), static d => Assert.Empty(d.Metrics));
    }

    [Theory]
    [InlineData("http://go.example/")]
    [InlineData("https://go.example/?a=1")]
    [InlineData("https://me:pw@go.example/")]
    public async Task An_address_that_cannot_be_ends_the_start(string address)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SpreadHost.StartAsync(address));
        Assert.Contains("--redirect-base", error.Message, StringComparison.Ordinal);
    }

    private async Task NotCountedAsync(string agent, HttpMethod method, params (string Name, string Value)[] headers)
    {
        var post = await _host.PostAsync("r", "", ("twitch", Target));
        using var answer = await ClickAsync(_host.One.Posted.Single().Post.Links[0].Uri, agent, method, headers);

        _host.CountClicks();

        Assert.Equal((HttpStatusCode.Found, Target), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal(0, await CountedAsync(post));
    }

    private async Task<long> CountedAsync(string post) =>
        (await _host.DeliveriesAsync(post)).Single(static d => d.Distributor == "one").Metrics.Single().Value;

    private Task<double?> ClicksAsync(string channel) => _host.MetricAsync(channel, MetricIds.SpreadClicks);

    private Task<HttpResponseMessage> ClickAsync(string address, string agent, params (string Name, string Value)[] headers) =>
        ClickAsync(address, agent, HttpMethod.Get, headers);

    /// <summary>As the reverse proxy of the domain hands it on.</summary>
    private async Task<HttpResponseMessage> ClickAsync(
        string address,
        string agent,
        HttpMethod method,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(_host.Redirector, new Uri(address).AbsolutePath));
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _web.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

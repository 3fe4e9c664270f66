using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class ForeignFileTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("a letter to my mother")]
    [InlineData("<rss version=\"2.0\"><channel/></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2026:x</id><generator>Other</generator></feed>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>tag:a.example,2026:x</id><generator>LiveIp</generator></feed>")]
    [InlineData("<!DOCTYPE feed [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><feed xmlns=\"http://www.w3.org/2005/Atom\">&a;</feed>")]
    public async Task A_file_that_LiveIp_did_not_write_is_refused_and_stays(string content)
    {
        await File.WriteAllTextAsync(_bench.File, content, TestContext.Current.CancellationToken);

        var result = await _bench.DeliverAsync(RenderedTexts.Of("on air"));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("no feed of LiveIp", result.Detail);
        Assert.Equal(content, await File.ReadAllTextAsync(_bench.File, TestContext.Current.CancellationToken));
        Assert.Equal([_bench.File], Directory.GetFiles(_bench.Folder));
        Assert.False((await _bench.FindAsync()).IsThere);
    }

    [Fact]
    public async Task Half_a_feed_of_its_own_is_refused_too()
    {
        await _bench.DeliverAsync(RenderedTexts.Of("one"), "one");
        var whole = await File.ReadAllTextAsync(_bench.File, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_bench.File, whole[..^20], TestContext.Current.CancellationToken);

        Assert.Equal(DeliveryOutcome.Rejected, (await _bench.DeliverAsync(RenderedTexts.Of("two"), "two")).Outcome);
        Assert.Equal(whole[..^20], await File.ReadAllTextAsync(_bench.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_in_its_place_and_a_folder_that_is_not_there_are_told()
    {
        Directory.CreateDirectory(_bench.File);
        var folder = await _bench.DeliverAsync(RenderedTexts.Of("on air"));
        _bench.Settings.Path = Path.Combine(_bench.Folder, "missing", "live.atom");
        var missing = await _bench.DeliverAsync(RenderedTexts.Of("on air"));

        Assert.Equal((DeliveryOutcome.Rejected, DeliveryOutcome.Rejected), (folder.Outcome, missing.Outcome));
        Assert.Contains("is a folder", folder.Detail);
        Assert.Contains("is not there", missing.Detail);
    }

    [Theory]
    [InlineData("", "LiveIp", null, null, "not set")]
    [InlineData("live.atom", "LiveIp", null, null, "whole path")]
    [InlineData("/srv/feeds/", "LiveIp", null, null, "not a folder")]
    [InlineData("/srv/feeds/live.atom", " ", null, null, "title")]
    [InlineData("/srv/feeds/live.atom", "LiveIp", "ftp://a.example/a.atom", null, "selfAddress")]
    [InlineData("/srv/feeds/live.atom", "LiveIp", null, "https://hub.example/", "selfAddress")]
    [InlineData("/srv/feeds/live.atom", "LiveIp", "https://a.example/a.atom", "http://hub.example/", "hub")]
    public void Settings_that_cannot_be_are_refused_with_a_sentence(string path, string title, string? self, string? hub, string named)
    {
        var settings = new FeedSettings
        {
            Path = path,
            Title = title,
            SelfAddress = self is null ? null : new Uri(self),
            Hub = hub is null ? null : new Uri(hub),
        };

        Assert.Contains(named, FeedSettingsValidator.Explain(settings));
        Assert.True(new FeedSettingsValidator().Validate(null, settings).Failed);
    }
}

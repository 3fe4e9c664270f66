using CsCheck;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Broadcasting;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>An update replaces a part whole: what is not to change is sent again, and what is as wished already is not sent.</summary>
public sealed class BroadcastDetailsTests : IAsyncLifetime
{
    private ScriptedYouTube _youTube = null!;

    public async ValueTask InitializeAsync()
    {
        _youTube = await ScriptedYouTube.StartAsync();
        _youTube.On(
            "GET liveBroadcasts",
            """
            {"items":[{"id":"b1","snippet":{"title":"Night","description":"old","scheduledStartTime":"2026-05-01T20:00:00Z"},
             "status":{"privacyStatus":"private","selfDeclaredMadeForKids":true}}]}
            """
        );
        _youTube.On(
            "GET videos",
            """{"items":[{"id":"b1","snippet":{"title":"Night","description":"old","categoryId":"20","tags":["a","b"],"defaultLanguage":"en"}}]}"""
        );
        _youTube.On("PUT liveBroadcasts", """{"id":"b1"}""");
        _youTube.On("PUT videos", """{"id":"b1"}""");
    }

    public ValueTask DisposeAsync() => _youTube.DisposeAsync();

    [Fact]
    public async Task What_is_not_said_stays()
    {
        await SetAsync(
            new()
            {
                Title = "Later",
                CategoryId = "10",
                Language = "zh",
            }
        );

        Assert.Equal(["GET liveBroadcasts", "PUT liveBroadcasts", "GET videos", "PUT videos"], _youTube.Calls);
        var broadcast = _youTube.Asked.ElementAt(1).Body!;
        Assert.Equal(
            ("Later", "old", "2026-05-01T20:00:00Z", "private", true),
            (
                (string?)broadcast["snippet"]!["title"],
                (string?)broadcast["snippet"]!["description"],
                (string?)broadcast["snippet"]!["scheduledStartTime"],
                (string?)broadcast["status"]!["privacyStatus"],
                (bool)broadcast["status"]!["selfDeclaredMadeForKids"]!
            )
        );
        var video = _youTube.Asked.ElementAt(3).Body!["snippet"]!;
        Assert.Equal(
            ("Later", "10", "zh", "en", 2),
            (
                (string?)video["title"],
                (string?)video["categoryId"],
                (string?)video["defaultAudioLanguage"],
                (string?)video["defaultLanguage"],
                video["tags"]!.AsArray().Count
            )
        );
    }

    [Fact]
    public async Task What_is_as_wished_costs_no_update()
    {
        await SetAsync(
            new()
            {
                Title = "Night",
                Privacy = BroadcastPrivacy.Private,
                CategoryId = "20",
                Tags = ["a", "b"],
            }
        );
        Assert.Equal(["GET liveBroadcasts", "GET videos"], _youTube.Calls);
    }

    [Fact]
    public async Task A_category_is_found_by_its_words_or_its_id()
    {
        _youTube.On(
            "GET videoCategories",
            """
            {"items":[{"id":"10","snippet":{"title":"Music","assignable":true}},{"id":"18","snippet":{"title":"Short Movies","assignable":false}},
             {"id":"28","snippet":{"title":"Science & Technology","assignable":true}},{"id":"7"}]}
            """
        );
        Assert.Equal(["28"], await FoundAsync("technology SCIENCE"));
        Assert.Equal(["10"], await FoundAsync("10"));
        Assert.Empty(await FoundAsync("movies"));
    }

    [Fact]
    public async Task A_thumbnail_is_uploaded_with_the_token_and_a_refusal_keeps_its_reason()
    {
        _youTube.On("UPLOAD thumbnails/set", """{"items":[]}""");
        await UploadAsync();
        var (kind, media) = Assert.Single(_youTube.Uploads);
        Assert.Equal(("Bearer token-1 image/png", 3), (kind, media.Length));

        _youTube.Refuse("UPLOAD thumbnails/set", 400, "invalidImage");
        var refused = await Assert.ThrowsAsync<AdapterException>(UploadAsync);
        Assert.Equal((FailureKind.Refused, "invalidImage"), (refused.Kind, refused.Reason));
        _youTube.On("UPLOAD thumbnails/set", "", 0);
        Assert.Equal(FailureKind.OutcomeUnknown, (await Assert.ThrowsAsync<AdapterException>(UploadAsync)).Kind);
    }

    [Theory]
    [InlineData("", BroadcastFields.Title)]
    [InlineData(" ", BroadcastFields.Title)]
    [InlineData("a<b", BroadcastFields.Title)]
    public void A_title_that_YouTube_would_refuse_is_named(string title, BroadcastFields field) =>
        Assert.Equal(field, Assert.Single(DetailRules.Check(new() { Title = title })).Field);

    [Fact]
    public void Lengths_are_counted_as_YouTube_counts()
    {
        Assert.Empty(DetailRules.Check(new() { Title = string.Concat(Enumerable.Repeat("🌟", 100)) }));
        Assert.Single(DetailRules.Check(new() { Title = new('x', 101) }));
        Assert.Empty(DetailRules.Check(new() { Description = new('星', 1666) }));
        Assert.Single(DetailRules.Check(new() { Description = new('星', 1667) }));
        // 249 + 1 comma + 248 with a space, which gets two quotes: 500.
        Assert.Empty(DetailRules.Check(new() { Tags = [new('a', 249), "b " + new string('c', 246)] }));
        Assert.Single(DetailRules.Check(new() { Tags = [new('a', 250), "b " + new string('c', 246)] }));
        Assert.Single(DetailRules.Check(new() { CategoryId = "music" }));
    }

    [Fact]
    public void What_is_within_all_limits_is_fine() =>
        Gen.Select(
                Gen.Char['a', 'z'].Array[1, 100],
                Gen.Char['a', 'z'].Array[0, 5000],
                Gen.String[Gen.Char['a', 'z'], 1, 9].Array[0, 50],
                Gen.Int[1, 999]
            )
            .Sample(
                static (title, description, tags, category) =>
                    DetailRules
                        .Check(
                            new()
                            {
                                Title = new(title),
                                Description = new(description),
                                Tags = tags,
                                CategoryId = $"{category}",
                            }
                        )
                        .Count == 0
            );

    private Task UploadAsync() =>
        _youTube.Adapter.SetThumbnailAsync(
            "b1",
            new() { Content = new byte[] { 1, 2, 3 }, MediaType = "image/png" },
            _youTube.Channel,
            TestContext.Current.CancellationToken
        );

    private Task SetAsync(BroadcastDetails details) =>
        _youTube.Adapter.SetDetailsAsync("b1", details, _youTube.Channel, TestContext.Current.CancellationToken);

    private async Task<string[]> FoundAsync(string text) =>
        [
            .. (await _youTube.Adapter.SearchCategoriesAsync(text, _youTube.Channel, TestContext.Current.CancellationToken)).Select(
                static c => c.Id
            ),
        ];
}

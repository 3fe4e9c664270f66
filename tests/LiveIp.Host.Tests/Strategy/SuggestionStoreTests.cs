using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Strategy;

public sealed class SuggestionStoreTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Suggestions_and_choices_outlive_the_host_and_are_listed_newest_first()
    {
        var told = new List<Suggestion>();
        await using (var rig = await StrategyRig.StartAsync(_directory))
        {
            await rig.MusicBeatsTalkAsync(4);
            for (var i = 0; i < 5; i++)
            {
                var suggestion = await rig.SuggestAsync(new());
                told.Insert(0, i == 2 ? await rig.RecordAsync(suggestion.Name, "topic=music") : suggestion);
            }
        }

        await using var again = await StrategyRig.StartAsync(_directory);
        var listed = new List<Suggestion>();
        var request = new ListSuggestionsRequest { PageSize = 2 };
        do
        {
            var page = await again.Client.ListSuggestionsAsync(request);
            Assert.InRange(page.Suggestions.Count, 1, 2);
            listed.AddRange(page.Suggestions);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.Equal(told, listed);
    }

    [Fact]
    public async Task A_page_is_at_most_about_a_megabyte()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        for (var i = 0; i < 5; i++)
        {
            rig.Store.Add(new() { Summary = new('x', 400_000) });
        }

        var (first, next) = rig.Store.List(0, 100);
        var (second, after) = rig.Store.List(next, 100);
        var (third, none) = rig.Store.List(after, 100);

        Assert.Equal((2, 2, 1, 0), (first.Count, second.Count, third.Count, none));
    }

    [Fact]
    public async Task Forgotten_names_go_from_every_text()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        foreach (var guest in (string[])["Ann", "Bob", "Ann"])
        {
            await rig.BroadcastAsync("1", $"guest={guest}");
        }

        var suggestion = await rig.SuggestAsync(
            new()
            {
                Seed = 1,
                Vetoes =
                {
                    new LabelValue { Factor = "guest", Value = "Bob" },
                },
            }
        );
        await rig.RecordAsync(suggestion.Name, "guest=Ann");
        Assert.Contains("Ann", rig.Store.List(0, 1).Suggestions[0].ToString(), StringComparison.Ordinal);

        rig.Store.Clean(static text => text.Replace("Ann", "[removed]", StringComparison.Ordinal));

        var clean = Assert.Single(rig.Store.List(0, 1).Suggestions);
        Assert.DoesNotContain("Ann", clean.ToString(), StringComparison.Ordinal);
        Assert.Contains("Bob", clean.ToString(), StringComparison.Ordinal);
        Assert.Equal((suggestion.Name, "[removed]"), (clean.Name, clean.Options[0].Labels["guest"]));
    }
}

using LiveIp.Host.Broadcasts.Categories;

namespace LiveIp.Host.Tests.Broadcasts.GoingLive;

public sealed class CategoryBookTests
{
    [Fact]
    public void Every_category_has_a_name_in_both_languages_and_a_place_on_YouTube()
    {
        Assert.Equal(CategoryBook.All.Count, CategoryBook.All.Select(static c => c.Id).Distinct().Count());
        Assert.All(
            CategoryBook.All,
            static c =>
            {
                Assert.True(c.Id.All(char.IsAsciiLetterLower) && c.Name.Length > 0 && c.NameZh.Length > 0, c.Id);
                Assert.True(int.Parse(c.Platforms["youtube"].Id, System.Globalization.CultureInfo.InvariantCulture) > 0, c.Id);
                Assert.All(c.Platforms, p => Assert.True(p.Value.Name.Length > 0, $"{c.Id} on {p.Key}"));
                Assert.Empty(c.Platforms.Keys.Except(["youtube", "twitch", "bilibili"]));
            }
        );
    }

    [Fact]
    public void A_game_has_no_one_counterpart_on_Twitch() => Assert.False(CategoryBook.Find("gaming")!.Platforms.ContainsKey("twitch"));
}

using System.Reflection;
using LiveIp.V1;

namespace LiveIp.Contracts.Tests.Metrics;

public sealed class MetricCatalogTests
{
    public static TheoryData<string> Ids => [.. MetricCatalog.All.Select(static m => m.Id)];

    [Fact]
    public void The_catalogue_and_the_ids_are_the_same_set() =>
        Assert.Equal(
            typeof(MetricIds)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(static f => (string)f.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal),
            MetricCatalog.All.Select(static m => m.Id).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_says_what_it_is_in_both_languages(string id)
    {
        var metric = MetricCatalog.Find(id)!;

        Assert.Matches("^[a-z]+(_[a-z]+)*(\\.[a-z]+(_[a-z]+)*)?$", id);
        Assert.NotEqual(MetricGroup.Unspecified, metric.Group);
        Assert.NotEqual(MetricKind.Unspecified, metric.Kind);
        Assert.NotEmpty(metric.Unit);
        Assert.EndsWith(".", metric.Meaning, StringComparison.Ordinal);
        Assert.Contains(metric.MeaningZh, static c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_stands_beside_each_other_is_of_one_kind_and_unit(string id)
    {
        var metric = MetricCatalog.Find(id)!;
        if (metric.ComparableTo.Length == 0)
            return;
        var other = MetricCatalog.Find(metric.ComparableTo);

        Assert.NotNull(other);
        Assert.Equal((metric.Kind, metric.Unit), (other.Kind, other.Unit));
    }

    [Theory]
    // Coins of different platforms, and likes that mean one tap here and one person there, never add up.
    [InlineData(MetricIds.ContributionsValue)]
    [InlineData(MetricIds.Likes)]
    [InlineData(MetricIds.SpreadLikes)]
    public void Some_are_never_mixed(string id) => Assert.Empty(MetricCatalog.Find(id)!.ComparableTo);

    [Fact]
    public void What_is_not_declared_is_not_there() => Assert.Null(MetricCatalog.Find("viewers"));
}

using LiveIp.Host;

namespace LiveIp.Reload.Tests;

/// <summary>A new plugin must not be forgotten here.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_plugin_that_is_built_with_the_host_has_a_reload_test()
    {
        var staged = StagedArtifacts.Find("plugins") ?? throw new InvalidOperationException("No plugins are built.");
        var tests = typeof(CoverageTests).Assembly.GetTypes().Select(static t => t.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // "group-robots" has GroupRobotsReloadTests.
        Assert.All(
            Directory.GetDirectories(staged),
            plugin => Assert.Contains(Path.GetFileName(plugin).Replace("-", "", StringComparison.Ordinal) + "ReloadTests", tests)
        );
    }
}

namespace LiveIp.Contracts.Tests.Schema;

/// <summary>
/// The schema only grows: logs of years ago are read with it, and clients of years ago speak it. What the golden file lists must stay as
/// it is. After adding something, run the tests once with LIVEIP_UPDATE_GOLDEN=1 and commit the file.
/// </summary>
public sealed class GoldenSchemaTests
{
    private static readonly string Golden = Path.Combine(Repository.Root, "tests", "LiveIp.Contracts.Tests", "Schema", "schema.golden.txt");

    [Fact]
    public void Nothing_that_was_ever_published_changes_or_goes()
    {
        var lost = File.ReadAllLines(Golden).Except(SchemaText.Lines()).ToArray();

        Assert.True(lost.Length == 0, $"The schema only grows. Put back as it was:\n{string.Join('\n', lost)}");
    }

    [Fact]
    public void What_is_new_is_in_the_golden_file()
    {
        var added = SchemaText.Lines().Except(File.ReadAllLines(Golden)).ToArray();
        if (added.Length > 0 && Environment.GetEnvironmentVariable("LIVEIP_UPDATE_GOLDEN") == "1")
        {
            // Adds and never removes, so that an update cannot hide a loss.
            File.WriteAllLines(Golden, File.ReadAllLines(Golden).Concat(added).Order(StringComparer.Ordinal));
            added = [];
        }

        Assert.True(
            added.Length == 0,
            $"Run once with LIVEIP_UPDATE_GOLDEN=1 and commit the golden file. New:\n{string.Join('\n', added)}"
        );
    }

    [Fact]
    public void Every_proto_file_of_the_repository_is_looked_at() =>
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "proto", "liveip", "v1"), "*.proto").Select(Path.GetFileName).Order(),
            SchemaText.Files.Select(static f => Path.GetFileName(f.Name)).Order()
        );
}

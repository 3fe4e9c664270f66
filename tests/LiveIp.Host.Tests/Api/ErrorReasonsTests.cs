using System.Reflection;
using System.Text.RegularExpressions;
using LiveIp.Host.Api.Errors;

namespace LiveIp.Host.Tests.Api;

public sealed partial class ErrorReasonsTests
{
    [Fact]
    public void The_documentation_has_every_reason_once_with_status_and_advice_and_no_other()
    {
        var rows = File.ReadLines(Documentation())
            .SkipWhile(static l => !l.StartsWith("| reason |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static l => l.StartsWith('|'))
            .Select(static l => l.Split('|', StringSplitOptions.TrimEntries))
            .ToArray();

        Assert.All(rows, static r => Assert.True(r.Length == 5 && Status().IsMatch(r[2]) && r[3].Length > 0, string.Join('|', r)));
        var documented = rows.SelectMany(static r => Reason().Matches(r[1])).Select(static m => m.Groups[1].Value);
        var constants = typeof(ErrorReasons)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static f => (string)f.GetRawConstantValue()!);
        Assert.Equal(constants.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static string Documentation()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "LiveIp.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new FileNotFoundException("The tests do not lie in the repository.");
        }

        return Path.Combine(directory, "docs", "api.md");
    }

    [GeneratedRegex("^[A-Z]+(_[A-Z]+)*(, |$)")]
    private static partial Regex Status();

    [GeneratedRegex("`([A-Z]+(?:_[A-Z]+)+)`")]
    private static partial Regex Reason();
}

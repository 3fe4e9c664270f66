using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

/// <summary>Some cases of each property; the bench asks the same of 100,000.</summary>
public sealed class ScorePropertyTests
{
    public static TheoryData<string> Names => [.. ScoreProperties.All.Select(static p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds(string property) => ScoreProperties.All.Single(p => p.Name == property).Run(300);
}

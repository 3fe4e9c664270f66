namespace LiveIp.Scoring.Profiles;

/// <summary>Something wrong with a profile, and where.</summary>
public sealed record ProfileProblem
{
    /// <summary>"groups[0].metrics[2].weight".</summary>
    public required string Field { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Message}";
}

/// <summary>A profile that cannot be used. Every problem is in it, not only the first.</summary>
public sealed class ProfileException : ArgumentException
{
    /// <summary>With what was found.</summary>
    public ProfileException(IReadOnlyList<ProfileProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>In the order of the profile.</summary>
    public IReadOnlyList<ProfileProblem> Problems { get; }
}

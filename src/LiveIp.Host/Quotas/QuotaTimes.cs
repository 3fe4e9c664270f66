namespace LiveIp.Host.Quotas;

/// <summary>The times by which quotas are planned; other than these for tests alone, in which a show of hours takes a minute.</summary>
internal sealed record QuotaTimes
{
    /// <summary>What a show of the usual length is planned for.</summary>
    public TimeSpan Show { get; init; } = TimeSpan.FromHours(6);

    /// <summary>However long a show has lasted, it may go on for so long.</summary>
    public TimeSpan LeastAhead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Over so much of the past the pace is measured.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Nothing spent for so long: what comes next is another show.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>What is spent within such a step is one number. Sooner nothing can be said of an hour.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>All of them, so many times as long.</summary>
    public QuotaTimes Times(double factor) =>
        new()
        {
            Show = Show * factor,
            LeastAhead = LeastAhead * factor,
            Window = Window * factor,
            Pause = Pause * factor,
            Step = Step * factor,
        };
}

using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Polls;

/// <summary>How often the host looks after polls, and how long it waits; shortened by tests alone.</summary>
internal sealed record PollPace
{
    /// <summary>What was made may be missing from a platform's list for so long; also what became of a poll counts as unknown after it.</summary>
    public TimeSpan Settles { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks for a poll whose answer was lost: 5 units of YouTube's quota each.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks at the log, which cost nothing outside: so much late a poll can end.</summary>
    public TimeSpan LogLooks { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A poll is started on a channel within this time of its making or not at all: later its question may be stale.</summary>
    public TimeSpan StartsWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A platform that ends polls by itself gets so much time for it.</summary>
    public TimeSpan EndsByItself { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>What was written in a chat at the last moment may be so long on its way into the log.</summary>
    public TimeSpan LastVotes { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A platform that does not let a poll be ended is asked for so long.</summary>
    public TimeSpan EndsWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After the first failure; each further one doubles it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When to try again after a failure.</summary>
    /// <param name="failures">In a row, before this one.</param>
    /// <param name="told">What the platform asked for; null when it asked for nothing.</param>
    /// <param name="until">When it is given up: a platform that asks for hours must not keep a poll under way for so long.</param>
    /// <param name="clock">Of the host.</param>
    public StepEnd After(int failures, TimeSpan? told, DateTimeOffset until, TimeProvider clock)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures, 10));
        pause = told ?? (pause > LongestPause ? LongestPause : pause);
        var left = until - clock.GetUtcNow();
        return StepEnd.Failure(left > TimeSpan.Zero && left < pause ? left : pause, clock);
    }
}

namespace LiveIp.Host.Demo.History;

/// <summary>The wall clocks of the host and of the platforms, set together. Both count from the same system's clock and so agree.</summary>
internal sealed class DemoClocks(SettableClock host, EmulatorChild emulators)
{
    /// <summary>What both show.</summary>
    public DateTimeOffset Now => host.GetUtcNow();

    /// <summary>Shows this time and goes on at the system's pace; later than now, it is as if this machine had slept.</summary>
    public Task SetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = host.SystemNow;
        return ApplyAsync(now - since, rate: 1, since, cancellationToken);
    }

    /// <summary>The real time again.</summary>
    public Task ReturnAsync(CancellationToken cancellationToken) => ApplyAsync(TimeSpan.Zero, rate: 1, host.SystemNow, cancellationToken);

    /// <summary>Goes on from now at another pace.</summary>
    public Task RunAsync(double rate, CancellationToken cancellationToken)
    {
        var (since, now) = (host.SystemNow, host.GetUtcNow());
        return ApplyAsync(now - since, rate, since, cancellationToken);
    }

    /// <summary>The platforms first: a host that already lives tomorrow would be refused by a platform that does not.</summary>
    private async Task ApplyAsync(TimeSpan offset, double rate, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await emulators.SetClockAsync(
            new
            {
                offsetSeconds = offset.TotalSeconds,
                rate,
                since,
            },
            cancellationToken
        );
        host.Run(offset, rate, since);
    }
}

namespace LiveIp.Plugins.Bilibili.Tests.Support;

/// <summary>Waiting for something that comes, never for time to pass.</summary>
internal static class Wait
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    /// <summary>Looks again every few milliseconds until it is so; fails at the deadline.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (!isSo())
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Waited {Deadline.TotalSeconds} s in vain: {what}");
        }
    }
}

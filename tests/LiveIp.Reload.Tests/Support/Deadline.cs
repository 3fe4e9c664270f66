namespace LiveIp.Reload.Tests.Support;

/// <summary>Nothing in a test waits for longer than it says.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Cancelled when the time is up, or when the test run ends.</summary>
    public static CancellationToken In(TimeSpan time)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(time);
        return source.Token;
    }

    /// <summary>Looks again and again until it holds.</summary>
    /// <param name="what">What is waited for, as a sentence with what stands now: said when time is up.</param>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan within, Func<string> what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < within, $"Not within {within.TotalSeconds:0} s: {what()}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}

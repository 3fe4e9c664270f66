namespace LiveIp.EndToEnd.Tests.Support;

/// <summary>Nothing in a test waits for longer than it says.</summary>
internal static class Deadline
{
    /// <summary>Cancelled when the time is up, or when the test run ends.</summary>
    public static CancellationToken In(int seconds)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(TimeSpan.FromSeconds(seconds));
        return source.Token;
    }
}

namespace LiveIp.Host.Tests.Support;

/// <summary>Nothing in a test waits for longer than this: patient enough for a machine that builds something else beside it.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Cancelled when the time is up, or when the test run ends.</summary>
    public static CancellationToken Token()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Limit);
        return source.Token;
    }
}

namespace Twitch.Tests.Server;

/// <summary>Nothing in these tests waits for ever.</summary>
internal static class Deadlines
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public static Task WithDeadline(this Task task) => task.WaitAsync(Limit);

    public static Task<T> WithDeadline<T>(this Task<T> task) => task.WaitAsync(Limit);
}
